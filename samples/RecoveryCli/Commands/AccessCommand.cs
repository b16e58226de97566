using System.CommandLine;
using System.Text.Json;
using AccountRecovery;
using NodaTime;

namespace RecoveryCli.Commands;

internal sealed class AccessCommand : Verb
{
    private static readonly Dictionary<string, AccountAction> Actions =
        Enum.GetValues<AccountAction>().ToDictionary(action => JsonNamingPolicy.KebabCaseLower.ConvertName(action.ToString()), StringComparer.Ordinal);

    private readonly Argument<AccountAction> _action = new("action")
    {
        Description = $"What the person is about to do: {string.Join(", ", Actions.Keys)}.",
        CustomParser = result => SharedOptions.Checked(result, text =>
            Actions.TryGetValue(text, out AccountAction action) ? action : throw new FormatException($"'{text}' is none of {string.Join(", ", Actions.Keys)}.")),
    };

    private readonly Option<Instant?> _began = new("--session-began")
    {
        Description = "When the person's session began, as --now takes it. Left out, it counts as older than any; signing in needs none.",
        HelpName = "INSTANT",
        CustomParser = result => SharedOptions.Checked<Instant?>(result, text => TimeTravel.Parse(text, SystemClock.Instance.GetCurrentInstant())),
    };

    internal AccessCommand()
        : base("access", "Tells whether something is allowed now; if not, why, until when, and what to do. Writes nothing: 'sign-in' does.")
    {
        Add(_action);
        Add(SharedOptions.Account);
        Add(_began);
        AccessResults.AddFactsTo(this);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        AccountAction action = given.GetRequiredValue(_action);
        AccessResult answer = await application.Access.EvaluateAsync(account, action, AccessResults.FactsIn(given, given.GetValue(_began)), cancellationToken);
        return AccessResults.Say(answer, action, "allowed", "Allowed.").About(account);
    }
}
