using NodaTime;

namespace AccountRecovery;

/// <summary>When an attempt is allowed, and what it costs. An attempt is charged before the code is compared.</summary>
internal static class AttemptRules
{
    /// <summary>
    /// The maximum number of bytes for the caller data of all running attempts of one budget, so that many attempts at once do not fill the record. An attempt
    /// beyond this limit is kept without its caller: if it lapses, its event names no caller.
    /// </summary>
    internal const int MaxTraceBytes = 512;

    /// <summary>Whether the budget allows an attempt now.</summary>
    internal static bool IsOpen(AttemptBudget budget, Instant now) => !budget.Closed && !IsPaused(budget, now);

    internal static bool IsPaused(AttemptBudget budget, Instant now) => budget.PausedUntil is { } until && now < until;

    /// <summary>Counts an attempt as failed before the code is compared, and sets the pause that applies if the attempt does fail.</summary>
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

    /// <summary>
    /// The pause after a number of failures: none before the free attempts are used up, then the first pause, doubled by each further failure, up to the longest
    /// pause.
    /// </summary>
    internal static Duration PauseAfter(int failures, RecoveryPolicy policy)
    {
        if (failures < policy.FreeAttempts)
        {
            return Duration.Zero;
        }

        // Sixteen doublings of any first pause exceed any longest pause, and stay within the range of a Duration.
        int doublings = Math.Min(failures - policy.FreeAttempts, 16);
        return Duration.Min(policy.LongestPause, policy.FirstPause * (1L << doublings));
    }

    /// <summary>The charge with this number; null if there is none or if it has lapsed.</summary>
    internal static AttemptCharge? Find(AttemptBudget budget, long number, Instant now) =>
        budget.InFlight.FirstOrDefault(charge => charge.Number == number && !HasLapsed(charge, now));

    internal static bool HasLapsed(AttemptCharge charge, Instant now) => now >= charge.At + AttemptCharge.Lifetime;

    /// <summary>The attempt has failed, so the count that was charged for it stays.</summary>
    internal static AttemptBudget Fail(AttemptBudget budget, long number) =>
        budget with { InFlight = budget.InFlight.RemoveAll(charge => charge.Number == number) };

    /// <summary>The attempt has succeeded. The count of failures in a row restarts, in this budget only.</summary>
    internal static AttemptBudget Succeed(AttemptBudget budget, long number) => Fail(budget, number).Reopened();

    /// <summary>Restarts pauses and running attempts in full from the right time, after a wrong clock was repaired.</summary>
    internal static AttemptBudgets Restart(AttemptBudgets budgets, RecoveryPolicy policy, Instant now) =>
        new(Restart(budgets.Anonymous, policy, now), Restart(budgets.Attested, policy, now));

    private static AttemptBudget Restart(AttemptBudget budget, RecoveryPolicy policy, Instant now) => budget with
    {
        PausedUntil = budget.PausedUntil is null ? null : now + PauseAfter(budget.Failures, policy),
        InFlight = [.. budget.InFlight.Select(charge => charge with { At = now })],
    };
}
