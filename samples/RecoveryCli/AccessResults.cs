using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;
using NodaTime;

namespace RecoveryCli;

/// <summary>What a person may do, and what the host knows of them.</summary>
internal static class AccessResults
{
    internal static void AddFactsTo(Command command)
    {
        command.Add(SharedOptions.TwoStep);
        command.Add(SharedOptions.TrustedDevice);
        command.Add(SharedOptions.AppPassword);
    }

    internal static AccessFacts FactsIn(ParseResult given, Instant? sessionBegan = null) => new()
    {
        SessionBegan = sessionBegan,
        TwoStep = given.GetValue(SharedOptions.TwoStep),
        TrustedDevice = given.GetValue(SharedOptions.TrustedDevice),
        AppPassword = given.GetValue(SharedOptions.AppPassword),
    };

    /// <summary>An answer of the library's as one of this program's.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="action">What the person is about to do.</param>
    /// <param name="allowed">The outcome when it is allowed.</param>
    /// <param name="text">The same for people.</param>
    internal static Answer Say(AccessResult answer, AccountAction action, string allowed, string text)
    {
        JsonObject facts = Facts(answer);
        facts.Insert(0, "action", Words.Name(action));
        return answer.IsAllowed
            ? new Answer(ExitCode.Done, allowed, Say(answer, text), facts)
            : new Answer(ExitCode.Refused, "refused", Say(answer, text), facts);
    }

    /// <summary>In one line.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="allowed">What is said when it is allowed.</param>
    internal static string Say(AccessResult answer, string allowed)
    {
        string steps = answer.Steps.Count == 0 ? string.Empty : $" {string.Join(' ', answer.Steps.Select(Words.Say))}";
        string until = answer.Until is { } at ? Words.Name(at) : string.Empty;
        return answer.IsAllowed
            ? $"{allowed}{(until.Length > 0 ? $" What is asked changes at {until}." : string.Empty)}{steps}"
            : $"{Words.Say(answer.Denial)}{(until.Length > 0 ? $", until {until}" : string.Empty)}.{steps}";
    }

    internal static JsonObject Facts(AccessResult answer) => new()
    {
        ["why"] = answer.IsAllowed ? null : Words.Name(answer.Denial),
        ["until"] = Words.Name(answer.Until),
        ["steps"] = new JsonArray([.. answer.Steps.Select(step => (JsonNode)Words.Name(step))]),
    };
}
