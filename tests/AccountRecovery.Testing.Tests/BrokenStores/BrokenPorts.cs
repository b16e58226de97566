using NodaTime;

namespace AccountRecovery;

/// <summary>Stores whose optional ports are wrong.</summary>
internal static class BrokenPorts
{
    internal sealed class InventoryByText : PlainStore
    {
        public override ValueTask<IReadOnlyList<AccountId>> ListAsync(AccountId? after, int max, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<AccountId>>(
            [.. Records.Keys.Where(account => after is null || string.CompareOrdinal(after.Value.Value, account.Value) < 0).OrderBy(account => account.Value, StringComparer.Ordinal).Take(max)]);
    }

    internal sealed class InventoryOfWhatIsDue : PlainStore
    {
        public override ValueTask<IReadOnlyList<AccountId>> ListAsync(AccountId? after, int max, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<AccountId>>(
            [.. Due().Select(entry => entry.Account).Where(account => after is null || after < account).Order().Take(max)]);
    }

    internal sealed class InventoryThatNeedsAfter : PlainStore
    {
        public override ValueTask<IReadOnlyList<AccountId>> ListAsync(AccountId? after, int max, CancellationToken cancellationToken) =>
            after is { } passed && Peek(passed) is null ? ValueTask.FromResult<IReadOnlyList<AccountId>>([]) : base.ListAsync(after, max, cancellationToken);
    }

    internal sealed class ClockInAnotherZone : PlainStore
    {
        public override async ValueTask<Instant> GetNowAsync(CancellationToken cancellationToken) => await base.GetNowAsync(cancellationToken) + Duration.FromHours(2);
    }

    internal sealed class ClockThatRunsBack : PlainStore
    {
        private int _calls;

        public override async ValueTask<Instant> GetNowAsync(CancellationToken cancellationToken) => await base.GetNowAsync(cancellationToken) - Duration.FromSeconds(++_calls % 3);
    }
}
