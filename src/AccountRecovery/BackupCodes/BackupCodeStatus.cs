using NodaTime;

namespace AccountRecovery;

/// <summary>The status of an account's backup codes. It never contains the codes, which cannot be read back.</summary>
/// <param name="SetNumber">The number of the set in force; null if there is none.</param>
/// <param name="Total">The number of codes in the set in force, including spent codes.</param>
/// <param name="Remaining">The number of unspent codes.</param>
/// <param name="Warning">The warning to show the person about the number of codes that remain.</param>
/// <param name="IssuedAt">When the set in force was issued; null if there is none.</param>
/// <param name="PendingUntil">First instant at which the pending set can no longer be confirmed (inclusive); null if there is no pending set.</param>
/// <param name="Anonymous">The budget of attempts by callers for whom the host does not vouch.</param>
/// <param name="Attested">The budget of attempts by callers for whom the host vouches.</param>
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
