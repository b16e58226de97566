using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class StatusCommand : Verb
{
    internal StatusCommand()
        : base("status", "Tells how an account's codes stand. Never the codes: they cannot be read back.") => Add(SharedOptions.Account);

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken ct)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        BackupCodeStatus status = await application.BackupCodes.GetStatusAsync(account, ct);
        string set = status.SetNumber is { } number
            ? FormattableString.Invariant($"set {number} of {Words.Name(status.IssuedAt)}, {status.Remaining} of {Words.Count(status.Total, "code")} left")
            : "no codes";
        string pending = status.PendingUntil is { } until ? $"\n  A new set waits to be confirmed before {Words.Name(until)}." : string.Empty;
        return new Answer(
            ExitCode.Done,
            "status",
            $"{account}: {set}.{pending}\n  Strangers: {Say(status.Anonymous)}. Callers vouched for: {Say(status.Attested)}.",
            new JsonObject
            {
                ["set"] = status.SetNumber,
                ["total"] = status.Total,
                ["remaining"] = status.Remaining,
                ["warning"] = Words.Name(status.Warning),
                ["issued_at"] = Words.Name(status.IssuedAt),
                ["pending_until"] = Words.Name(status.PendingUntil),
                ["anonymous"] = Facts(status.Anonymous),
                ["attested"] = Facts(status.Attested),
            }).About(account);
    }

    private static string Say(BudgetStatus budget) => budget switch
    {
        { Closed: true } => "closed until a new set is made",
        { PausedUntil: { } until } => $"paused until {Words.Name(until)}",
        _ => $"{Words.Count(budget.Failures, "failed attempt")} in a row",
    };

    private static JsonObject Facts(BudgetStatus budget) => new()
    {
        ["failures"] = budget.Failures,
        ["paused_until"] = Words.Name(budget.PausedUntil),
        ["closed"] = budget.Closed,
    };
}
