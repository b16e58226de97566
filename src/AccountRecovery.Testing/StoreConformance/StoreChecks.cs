namespace AccountRecovery;

/// <summary>Everything that a store must do, from the plainest to the subtlest: who fixes the first failure often fixes those after it.</summary>
internal static class StoreChecks
{
    internal static IReadOnlyList<StoreCheck> All { get; } =
    [
        .. RecordChecks.All,
        .. GuardChecks.All,
        .. AccountIdChecks.All,
        .. BufferChecks.All,
        .. FreshnessChecks.All,
        .. RaceChecks.All,
        .. ConcurrencyChecks.All,
        .. TransactionChecks.All,
        .. DueChecks.All,
        .. ChangingDueChecks.All,
        .. CancellationChecks.All,
        .. HistoryChecks.All,
        .. OptionalPortChecks.All,
    ];
}
