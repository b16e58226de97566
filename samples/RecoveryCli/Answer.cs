using System.Text.Json.Nodes;

namespace RecoveryCli;

/// <summary>What a command came to: for people a text, for scripts one JSON object whose first member is the outcome.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Outcome">One of the lower-case names of the README.</param>
/// <param name="Text">For people; what to do next included. Empty where standard output holds the answer already.</param>
/// <param name="Facts">The other members of the JSON object.</param>
internal sealed record Answer(ExitCode Code, string Outcome, string Text, JsonObject Facts)
{
    /// <summary>The account comes second, so that a line can be read by eye.</summary>
    internal Answer About(AccountRecovery.AccountId account)
    {
        Facts.Insert(0, "account", account.Value);
        return this;
    }

    internal void Print(bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(ToJson());
        }
        else if (Text.Length > 0)
        {
            (Code == ExitCode.Done ? Console.Out : Console.Error).WriteLine(Words.Plain(Text));
        }
    }

    internal string ToJson()
    {
        Facts.Insert(0, "outcome", Outcome);
        return Facts.ToJsonString();
    }
}
