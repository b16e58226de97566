namespace AccountRecovery;

/// <summary>All checks of a store, from the simplest to the most subtle. A fix for the first failure often also fixes later failures.</summary>
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
