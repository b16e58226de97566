using AccountRecovery.Ports;

namespace AccountRecovery;

public sealed class RecoveryStoreConformanceLaws
{
    [Fact]
    public async Task A_store_among_other_accounts_passes_and_keeps_them_and_nothing_else()
    {
        var store = new SeededStore();
        StoredRecord[] before = store.All();

        IReadOnlyList<StoreCheckResult> results = await Suite(() => store).CheckAllAsync();

        Assert.Equal(RecoveryStoreConformance.Checks, results.Select(result => result.Check));
        Assert.All(results, result => Assert.True(result.Passed, result.Failure?.Message));
        Assert.Equal(before, store.All());
    }

    [Fact]
    public async Task A_failure_does_not_keep_the_suite_from_the_other_checks()
    {
        var store = new BrokenGuards.DeletesWhateverStands();

        IReadOnlyList<StoreCheckResult> results = await Suite(() => store).CheckAllAsync();

        Assert.Equal(RecoveryStoreConformance.Checks, results.Select(result => result.Check));
        Assert.Contains(results, result => result.Passed);
        Assert.Contains(results, result => result is { Passed: false, Check: "A delete is refused unless its revision stands", Failure.Check: "A delete is refused unless its revision stands" });
    }

    [Fact]
    public async Task A_store_that_throws_fails_with_what_it_threw()
    {
        RecoveryStoreConformance suite = Suite(() => throw new IOException("no such host"));

        StoreConformanceException caught = await Assert.ThrowsAsync<StoreConformanceException>(async () => await suite.CheckAsync(RecoveryStoreConformance.Checks[0]));

        Assert.IsType<IOException>(caught.InnerException);
        Assert.Contains("no such host", caught.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_without_the_optional_ports_passes()
    {
        var store = new PlainStore();
        RecoveryStoreConformance suite = Suite(() => new FourMethods(store));

        Assert.All(await suite.CheckAllAsync(), result => Assert.True(result.Passed, result.Failure?.Message));
    }

    [Fact]
    public async Task A_stopped_suite_stops()
    {
        RecoveryStoreConformance suite = Suite(() => new PlainStore());
        var stopped = new CancellationToken(canceled: true);

        foreach (string check in RecoveryStoreConformance.Checks)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await suite.CheckAsync(check, stopped));
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await suite.CheckAllAsync(stopped));
    }

    [Fact]
    public async Task A_check_that_does_not_exist_is_a_mistake_of_the_caller() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Suite(() => new PlainStore()).CheckAsync("No such check"));

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void Effort_has_bounds(int effort) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecoveryStoreConformance(_ => ValueTask.FromResult<IRecoveryStore>(new PlainStore())) { Effort = effort });

    private static RecoveryStoreConformance Suite(Func<IRecoveryStore> open) =>
        new(async _ =>
        {
            await Task.Yield();
            return open();
        })
        { Patience = TimeSpan.FromMilliseconds(200) };

    /// <summary>Holds what a store holds after a while: accounts that are due, overdue since long ago, and never.</summary>
    private sealed class SeededStore : PlainStore
    {
        internal SeededStore()
        {
            foreach (int i in Enumerable.Range(0, 3_000))
            {
                NodaTime.Instant? due = (i % 3) switch
                {
                    0 => NodaTime.Instant.FromUtc(1900 + (i % 200), 1, 1, 0, 0),
                    1 => NodaTime.Instant.FromUtc(2026, 1, 1, 0, 0),
                    _ => null,
                };
                Put(new AccountId($"somebody {i % 7} {i}"), new StoredRecord(new Revision(i), due, new byte[] { 1, 2, 3 }));
            }
        }

        internal StoredRecord[] All()
        {
            lock (Gate)
            {
                return [.. Records.OrderBy(record => record.Key).Select(record => record.Value)];
            }
        }
    }

    private sealed class FourMethods(PlainStore store) : IRecoveryStore
    {
        public ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken) => store.ReadAsync(account, cancellationToken);

        public ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) => store.TryWriteAsync(account, expected, next, cancellationToken);

        public ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken) => store.TryDeleteAsync(account, expected, cancellationToken);

        public ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(NodaTime.Instant now, DueAccount? after, int max, CancellationToken cancellationToken) => store.ListDueAsync(now, after, max, cancellationToken);
    }
}
