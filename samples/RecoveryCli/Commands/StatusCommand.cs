using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class StatusCommand : Verb
{
    internal StatusCommand()
        : base("status", "Tells how an account's backup codes, recovery code, recovery key, contacts and signing in stand. Never the codes: they cannot be read back.") => Add(SharedOptions.Account);

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        BackupCodeStatus status = await application.BackupCodes.GetStatusAsync(account, cancellationToken);
        RecoveryCodeStatus code = await application.RecoveryCodes.GetStatusAsync(account, cancellationToken);
        RecoveryKeyStatus key = await application.RecoveryKeys.GetStatusAsync(account, cancellationToken);
        SecurityInfoView contacts = await application.SecurityInfo.GetAsync(account, cancellationToken);
        AccessResult signIn = await application.Access.EvaluateAsync(account, AccountAction.SignIn, AccessFacts.None, cancellationToken);
        string set = status.SetNumber is { } number
            ? FormattableString.Invariant($"set {number} of {Words.Name(status.IssuedAt)}, {status.Remaining} of {Words.Count(status.Total, "code")} left")
            : "no codes";
        string pending = status.PendingUntil is { } until ? $"\n  A new set waits to be confirmed before {Words.Name(until)}." : string.Empty;
        return new Answer(
            ExitCode.Done,
            "status",
            $"{account}: {set}.{pending}\n  Strangers: {Say(status.Anonymous)}. Callers vouched for: {Say(status.Attested)}.\n  Recovery code: {Say(code)}. Recovery key: {Say(key)}.\n  Contacts: {(contacts.Contacts.Count == 0 ? "none" : ContactLines.Count(contacts))}.{ContactLines.Wait(contacts)}\n  Signing in: {AccessResults.Say(signIn, "Allowed.")}",
            ContactLines.AddTo(
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
                    ["recovery_code"] = Facts(code),
                    ["recovery_key"] = Facts(key),
                    ["sign_in"] = AccessResults.Facts(signIn),
                },
                contacts,
                application.Clock.GetCurrentInstant())).About(account);
    }

    private static string Say(BudgetStatus budget) => budget switch
    {
        { Closed: true } => "closed until a new set is made",
        { PausedUntil: { } until } => $"paused until {Words.Name(until)}",
        _ => $"{Words.Count(budget.Failures, "failed attempt")} in a row",
    };

    private static string Say(RecoveryCodeStatus code) => code switch
    {
        { IsLive: true } => FormattableString.Invariant($"number {code.Number} of {Words.Name(code.IssuedAt)}"),
        { SpentAt: { } spent } => $"spent at {Words.Name(spent)}; a new one is needed",
        _ => "none",
    };

    private static string Say(RecoveryKeyStatus key)
    {
        string pending = key.PendingUntil is { } until ? $"; a new one waits to be typed back before {Words.Name(until)}" : string.Empty;
        string disabling = key.DisabledFrom is { } from ? $", disabled at {Words.Name(from)}" : string.Empty;
        string live = key.IsLive ? $"in force since {Words.Name(key.EnabledAt)}, exclusive from {Words.Name(key.ExclusiveFrom)}{disabling}"
            : key.IsNewOneNeeded ? "spent; a new one is needed"
            : "none";
        return live + pending;
    }

    private static JsonObject Facts(RecoveryCodeStatus code) => new()
    {
        ["live"] = code.IsLive,
        ["number"] = code.Number,
        ["issued_at"] = Words.Name(code.IssuedAt),
        ["spent_at"] = Words.Name(code.SpentAt),
        ["new_one_needed"] = code.IsNewOneNeeded,
    };

    private static JsonObject Facts(RecoveryKeyStatus key) => new()
    {
        ["live"] = key.IsLive,
        ["enabled_at"] = Words.Name(key.EnabledAt),
        ["exclusive_from"] = Words.Name(key.ExclusiveFrom),
        ["pending_until"] = Words.Name(key.PendingUntil),
        ["disabled_from"] = Words.Name(key.DisabledFrom),
        ["new_one_needed"] = key.IsNewOneNeeded,
    };

    private static JsonObject Facts(BudgetStatus budget) => new()
    {
        ["failures"] = budget.Failures,
        ["paused_until"] = Words.Name(budget.PausedUntil),
        ["closed"] = budget.Closed,
    };
}
