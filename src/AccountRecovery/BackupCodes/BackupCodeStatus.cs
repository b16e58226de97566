using NodaTime;

namespace AccountRecovery;

/// <summary>How an account's backup codes stand. Never the codes: they cannot be read back.</summary>
/// <param name="SetNumber">The live set's number; null when there is none.</param>
/// <param name="Total">Codes in the live set, spent ones included.</param>
/// <param name="Remaining">Unspent codes.</param>
/// <param name="Warning">How the person should be told about the number left.</param>
/// <param name="IssuedAt">When the live set was issued.</param>
/// <param name="PendingUntil">First instant at which a new set can no longer be confirmed (inclusive); null when none waits.</param>
/// <param name="Anonymous">Attempts by strangers.</param>
/// <param name="Attested">Attempts by callers the host vouched for.</param>
public sealed record BackupCodeStatus(
    int? SetNumber,
    int Total,
    int Remaining,
    LowCodes Warning,
    Instant? IssuedAt,
    Instant? PendingUntil,
    BudgetStatus Anonymous,
    BudgetStatus Attested)
{
    internal static BackupCodeStatus Of(BackupCodePart part, RecoveryPolicy policy, Instant now)
    {
        CodeSet? live = part.LiveUnder(policy);
        return new BackupCodeStatus(
            live?.Number,
            live?.Codes.Length ?? 0,
            live?.Remaining ?? 0,
            live is null ? LowCodes.NoSet : LowCodeLevels.Of(live.Remaining),
            live?.IssuedAt,
            part.Pending is { } pending && !policy.Voids(pending.IssuedAt) ? part.PendingUntil : null,
            Of(part.Budgets.Anonymous, now),
            Of(part.Budgets.Attested, now));
    }

    private static BudgetStatus Of(AttemptBudget budget, Instant now) =>
        new(budget.Failures, AttemptRules.IsPaused(budget, now) ? budget.PausedUntil : null, budget.Closed);
}
