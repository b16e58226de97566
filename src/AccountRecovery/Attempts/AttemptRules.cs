using NodaTime;

namespace AccountRecovery;

/// <summary>When an attempt is allowed, and what it costs. An attempt is charged before anything is compared.</summary>
internal static class AttemptRules
{
    /// <summary>
    /// How much of their callers the attempts under way keep, in bytes. A burst of them fills the record otherwise; those beyond it are counted as nobody's
    /// if they are never concluded.
    /// </summary>
    internal const int MaxTraceBytes = 512;

    /// <summary>Whether an attempt may be charged now.</summary>
    internal static bool IsOpen(AttemptBudget budget, Instant now) => !budget.Closed && !IsPaused(budget, now);

    internal static bool IsPaused(AttemptBudget budget, Instant now) => budget.PausedUntil is { } until && now < until;

    /// <summary>Counts an attempt as failed, before it is compared, and sets the pause that follows if it stays so.</summary>
    internal static AttemptBudget Charge(AttemptBudget budget, RecoveryPolicy policy, Instant now, CallerTrace from)
    {
        int failures = budget.Failures == int.MaxValue ? int.MaxValue : budget.Failures + 1;
        long number = unchecked(budget.LastCharge + 1);
        return budget with
        {
            Failures = failures,
            PausedUntil = failures < policy.FreeAttempts ? null : now + PauseAfter(failures, policy),
            Closed = budget.Closed || failures >= policy.AttemptCap,
            LastCharge = number,
            InFlight = budget.InFlight.Add(new AttemptCharge(number, now, budget.InFlight.Sum(charge => charge.From.Size) + from.Size <= MaxTraceBytes ? from : CallerTrace.None)),
        };
    }

    /// <summary>The wait before the next attempt: none while attempts are free, then the first pause, doubled by each failure, up to the longest.</summary>
    internal static Duration PauseAfter(int failures, RecoveryPolicy policy)
    {
        if (failures < policy.FreeAttempts)
        {
            return Duration.Zero;
        }

        // Sixteen doublings lead from any first pause beyond any longest one, and not beyond what a Duration holds.
        int doublings = Math.Min(failures - policy.FreeAttempts, 16);
        return Duration.Min(policy.LongestPause, policy.FirstPause * (1L << doublings));
    }

    /// <summary>The charge with this number, unless it has lapsed.</summary>
    internal static AttemptCharge? Find(AttemptBudget budget, long number, Instant now) =>
        budget.InFlight.FirstOrDefault(charge => charge.Number == number && !HasLapsed(charge, now));

    internal static bool HasLapsed(AttemptCharge charge, Instant now) => now >= charge.At + AttemptCharge.Lifetime;

    /// <summary>The attempt has failed: its count stands.</summary>
    internal static AttemptBudget Fail(AttemptBudget budget, long number) =>
        budget with { InFlight = budget.InFlight.RemoveAll(charge => charge.Number == number) };

    /// <summary>The attempt has succeeded: the row of failures ends, in this budget alone.</summary>
    internal static AttemptBudget Succeed(AttemptBudget budget, long number) => Fail(budget, number).Reopened();

    /// <summary>A wrong clock was repaired: what ran by it runs again in full from the right one.</summary>
    internal static AttemptBudgets Restart(AttemptBudgets budgets, RecoveryPolicy policy, Instant now) =>
        new(Restart(budgets.Anonymous, policy, now), Restart(budgets.Attested, policy, now));

    private static AttemptBudget Restart(AttemptBudget budget, RecoveryPolicy policy, Instant now) => budget with
    {
        PausedUntil = budget.PausedUntil is null ? null : now + PauseAfter(budget.Failures, policy),
        InFlight = [.. budget.InFlight.Select(charge => charge with { At = now })],
    };
}
