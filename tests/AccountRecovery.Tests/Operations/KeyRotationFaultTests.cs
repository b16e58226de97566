using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Accounts that cannot be done, and stores that are not made for a walk.</summary>
public sealed class KeyRotationFaultTests
{
    [Fact]
    public async Task What_cannot_be_done_is_counted_named_and_left_as_it_was()
    {
        await using var walked = new WalkedStore();
        AccountId[] accounts = await walked.FillAsync(8);
        await walked.BreakAsync(accounts[1], bytes => bytes[^1] ^= 1);
        await walked.BreakAsync(accounts[2], bytes => bytes[0] ^= 1);
        TestHost lost = walked.Host(RootKey.Generate());
        await walked.ReplaceAsync(accounts[3], WalkedStore.Sealed(lost, accounts[3]).Sealed);
        await walked.ReplaceAsync(accounts[4], (await walked.Store.ReadAsync(accounts[5], default))!.Sealed);
        AccountRecord ahead = (await walked.Old.OpenAsync(accounts[6]))!;
        await walked.Old.PutAsync(ahead with { Latest = TestHost.Start + Duration.FromDays(31) }, accounts[6]);
        StoredRecord?[] before = await walked.ReadAllAsync(accounts[1..5]);
        StoredRecord? suspect = await walked.Store.ReadAsync(accounts[6], default);

        KeyRotationStep done = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync()))[^1];

        Assert.Equal((8, 3, 5, true), (done.Examined, done.Resealed, done.Failed, done.IsComplete));
        Assert.Equal((3, 1, 3), (done.ByKey[walked.NewKey.Id], done.ByKey[lost.RootKey.Id], done.ByKey[walked.OldKey.Id]));
        Assert.Equal(before, await walked.ReadAllAsync(accounts[1..5]));
        Assert.Equal(suspect, await walked.Store.ReadAsync(accounts[6], default));
        foreach (int i in (int[])[1, 2, 3, 4, 6])
        {
            Assert.Contains(walked.Log.Lines, line => line.Contains($"account {accounts[i]} ", StringComparison.Ordinal) || line.Contains($"account {accounts[i]};", StringComparison.Ordinal));
        }

        // The next walk looks at them again.
        await walked.Both.Operations.RepairClockAsync(accounts[6], TestHost.Owner);
        KeyRotationStep next = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync()))[^1];
        Assert.Equal((8, 0, 4), (next.Examined, next.Resealed, next.Failed));
    }

    [Fact]
    public async Task Bytes_that_are_no_record_fail_the_count_which_names_them()
    {
        await using var walked = new WalkedStore();
        AccountId[] accounts = await walked.FillAsync(3);
        await walked.BreakAsync(accounts[1], bytes => bytes[2] ^= 1);

        KeyRotationStep counted = (await WalkedStore.ToListAsync(walked.New.Operations.CountKeysAsync()))[^1];

        Assert.Equal((3, 1, 2), (counted.Examined, counted.Failed, counted.ByKey[walked.OldKey.Id]));
        Assert.Contains(walked.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains($"account {accounts[1]} are not a record", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_fails_on_one_account_does_not_keep_the_walk_from_the_others()
    {
        var store = new FaultyStore(InMemory.Store());
        await using var walked = new WalkedStore(store);
        AccountId[] accounts = await walked.FillAsync(4);
        store.Fails = (step, account) => (step == StoreStep.BeforeRead && account == accounts[0]) || (step == StoreStep.BeforeWrite && account == accounts[2]);

        KeyRotationStep done = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync()))[^1];

        Assert.Equal((4, 2, 2), (done.Examined, done.Resealed, done.Failed));
        Assert.Equal((2, 1), (done.ByKey[walked.NewKey.Id], done.ByKey[walked.OldKey.Id]));
        store.Fails = null;
        Assert.Equal((2, 0), await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync()) is [.., var next] ? (next.Resealed, next.Failed) : default);
    }

    [Fact]
    public async Task An_account_that_stays_busy_is_counted_under_the_key_it_has()
    {
        var store = new LosingStore(InMemory.Store());
        await using var walked = new WalkedStore(store);
        await walked.FillAsync(1);
        store.ToLose = int.MaxValue;

        KeyRotationStep done = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync()))[^1];

        Assert.Equal((1, 0, 1, 1), (done.Examined, done.Resealed, done.Failed, done.ByKey[walked.OldKey.Id]));
        Assert.Contains(walked.Log.Lines, line => line.Contains("busy (Conflict)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_lists_no_accounts_is_given_an_error_that_says_what_to_implement()
    {
        await using var host = new TestHost(store: new BareStore());

        Assert.Contains(nameof(IRecoveryStoreInventory), Assert.Throws<NotSupportedException>(() => host.Operations.ResealAsync()).Message, StringComparison.Ordinal);
        Assert.Contains(nameof(BareStore), Assert.Throws<NotSupportedException>(() => host.Operations.CountKeysAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_account_is_refused_at_once()
    {
        await using var host = new TestHost();

        Assert.Throws<ArgumentException>(() => host.Operations.ResealAsync(default(AccountId)));
        Assert.Throws<ArgumentException>(() => host.Operations.CountKeysAsync(default(AccountId)));
    }

    /// <summary>An order that is not the bytes' would pass accounts by, and a key in use would count as gone.</summary>
    [Theory]
    [InlineData("b a")]
    [InlineData("a a")]
    [InlineData("a B")]
    public async Task A_store_that_lists_out_of_order_is_caught(string listed)
    {
        await using var host = new TestHost(store: new ListingStore(listed.Split(' ')));

        await Assert.ThrowsAsync<InvalidOperationException>(() => WalkedStore.ToListAsync(host.Operations.CountKeysAsync()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => WalkedStore.ToListAsync(host.Operations.ResealAsync()));
    }

    [Fact]
    public async Task A_store_may_list_accounts_that_have_no_record_any_more()
    {
        await using var host = new TestHost(store: new ListingStore(["a", "b", "c"]));

        List<KeyRotationStep> steps = await WalkedStore.ToListAsync(host.Operations.CountKeysAsync());

        Assert.Equal(2, steps.Count);
        Assert.Equal(new KeyRotationStep(3, 0, 0, new Dictionary<KeyId, long>(), new AccountId("c"), IsComplete: true), steps[^1]);
    }

    /// <summary>The storage contract and no more.</summary>
    private sealed class BareStore : IRecoveryStore
    {
        public ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken) => ValueTask.FromResult<StoredRecord?>(null);

        public ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    /// <summary>Lists what it is told to, once.</summary>
    private sealed class ListingStore(string[] accounts) : StoreWrapper(InMemory.Store())
    {
        public override ValueTask<IReadOnlyList<AccountId>> ListAsync(AccountId? after, int max, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<AccountId>>(after is null ? [.. accounts.Select(account => new AccountId(account))] : []);
    }
}
