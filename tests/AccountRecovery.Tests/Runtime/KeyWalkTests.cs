using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

public sealed class KeyWalkTests
{
    [Fact]
    public async Task C10_Rotate_seal_anew_by_the_walk_drop_the_old_key_redeem()
    {
        await using var walked = new WalkedStore();
        AccountId[] accounts = [.. Enumerable.Range(0, 12).Select(WalkedStore.Account)];
        string[][] codes = await Task.WhenAll(accounts.Select(account => walked.Old.IssueAsync(account)));
        await walked.Both.RedeemAsync(codes[0][0], account: accounts[0]);

        KeyWalkStep done = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync()))[^1];
        KeyWalkStep counted = (await WalkedStore.ToListAsync(walked.Both.Operations.CountKeysAsync()))[^1];

        Assert.Equal((12, 11, 0), (done.Examined, done.Resealed, done.Failed));
        Assert.Equal((0, 12), (counted.ByKey.GetValueOrDefault(walked.OldKey.Id), counted.ByKey[walked.NewKey.Id]));
        Assert.Equal(new RedeemOutcome.Rejected(Refusal.AlreadySpent), await walked.New.RedeemAsync(codes[0][0], account: accounts[0]));
        for (int i = 0; i < accounts.Length; i++)
        {
            foreach (string code in codes[i].Skip(i == 0 ? 1 : 0))
            {
                Assert.IsType<RedeemOutcome.Redeemed>(await walked.New.RedeemAsync(code, account: accounts[i]));
            }
        }
    }

    [Fact]
    public async Task C10_A_key_that_went_too_early_is_named_and_comes_back()
    {
        await using var walked = new WalkedStore();
        string[] codes = await walked.Old.IssueAsync();

        RecordUnreadableException fault = await Assert.ThrowsAsync<RecordUnreadableException>(() => walked.New.RedeemAsync(codes[0]));
        KeyWalkStep done = (await WalkedStore.ToListAsync(walked.New.Operations.ResealAsync()))[^1];

        Assert.Equal(RecordFault.MissingRootKey, fault.Fault);
        Assert.Equal((1, 0, 1), (done.Examined, done.Resealed, done.Failed));
        Assert.Equal(1, done.ByKey[walked.OldKey.Id]);
        Assert.IsType<RedeemOutcome.Redeemed>(await walked.Both.RedeemAsync(codes[0]));
        Assert.Equal(8, Assert.IsType<RedeemOutcome.Redeemed>(await walked.New.RedeemAsync(codes[1])).Remaining);
    }

    [Fact]
    public async Task What_cannot_be_done_is_counted_named_and_left_as_it_was()
    {
        await using var walked = new WalkedStore();
        AccountId[] accounts = await walked.FillAsync(8);
        await BreakAsync(walked, accounts[1], bytes => bytes[^1] ^= 1);
        await BreakAsync(walked, accounts[2], bytes => bytes[0] ^= 1);
        TestHost lost = walked.Host(RootKey.Generate());
        await ReplaceAsync(walked, accounts[3], Sealed(lost, accounts[3]).Sealed);
        await ReplaceAsync(walked, accounts[4], (await walked.Store.ReadAsync(accounts[5], default))!.Sealed);
        AccountRecord ahead = (await walked.Old.OpenAsync(accounts[6]))!;
        await walked.Old.PutAsync(ahead with { Latest = TestHost.Start + Duration.FromDays(31) }, accounts[6]);
        StoredRecord?[] before = await walked.ReadAllAsync(accounts[1..5]);
        StoredRecord? suspect = await walked.Store.ReadAsync(accounts[6], default);

        KeyWalkStep done = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync()))[^1];

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
        KeyWalkStep next = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync()))[^1];
        Assert.Equal((8, 0, 4), (next.Examined, next.Resealed, next.Failed));
    }

    [Fact]
    public async Task Bytes_that_are_no_record_fail_the_count_which_names_them()
    {
        await using var walked = new WalkedStore();
        AccountId[] accounts = await walked.FillAsync(3);
        await BreakAsync(walked, accounts[1], bytes => bytes[2] ^= 1);

        KeyWalkStep counted = (await WalkedStore.ToListAsync(walked.New.Operations.CountKeysAsync()))[^1];

        Assert.Equal((3, 1, 2), (counted.Examined, counted.Failed, counted.ByKey[walked.OldKey.Id]));
        Assert.Contains(walked.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains($"account {accounts[1]} are no record", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_fails_on_one_account_does_not_keep_the_walk_from_the_others()
    {
        var store = new FaultyStore(InMemory.Store());
        await using var walked = new WalkedStore(store);
        AccountId[] accounts = await walked.FillAsync(4);
        store.Fails = (step, account) => (step == StoreStep.BeforeRead && account == accounts[0]) || (step == StoreStep.BeforeWrite && account == accounts[2]);

        KeyWalkStep done = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync()))[^1];

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

        KeyWalkStep done = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync()))[^1];

        Assert.Equal((1, 0, 1, 1), (done.Examined, done.Resealed, done.Failed, done.ByKey[walked.OldKey.Id]));
        Assert.Contains(walked.Log.Lines, line => line.Contains("busy (Conflict)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_that_is_deleted_before_its_write_stays_deleted()
    {
        var store = new FaultyStore(InMemory.Store());
        await using var walked = new WalkedStore(store);
        AccountId[] accounts = await walked.FillAsync(2);
        StoredRecord gone = (await store.ReadAsync(accounts[0], default))!;
        store.Fails = (step, account) => step == StoreStep.BeforeWrite && account == accounts[0] && !store.TryDeleteAsync(account, gone.Revision, default).AsTask().GetAwaiter().GetResult();

        KeyWalkStep done = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync()))[^1];

        Assert.Equal((2, 1, 0), (done.Examined, done.Resealed, done.Failed));
        Assert.Equal(1, Assert.Single(done.ByKey).Value);
        Assert.Null(await store.ReadAsync(accounts[0], default));
    }

    [Fact]
    public async Task A_record_that_another_walk_has_just_done_is_left_alone()
    {
        var store = new FaultyStore(InMemory.Store());
        await using var walked = new WalkedStore(store);
        AccountId[] accounts = await walked.FillAsync(1);
        StoredRecord? others = null;
        store.Fails = (step, _) =>
        {
            if (step == StoreStep.BeforeWrite && others is null)
            {
                // Another application comes first; this walk's write then loses the race and looks again.
                StoredRecord old = store.ReadAsync(accounts[0], default).AsTask().GetAwaiter().GetResult()!;
                others = old with { Revision = new Revision(42), Sealed = Sealed(walked.New, accounts[0]).Sealed };
                Assert.True(store.TryWriteAsync(accounts[0], old.Revision, others, default).AsTask().GetAwaiter().GetResult());
            }

            return false;
        };

        KeyWalkStep done = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync()))[^1];

        Assert.Equal((1, 0, 0, 1), (done.Examined, done.Resealed, done.Failed, done.ByKey[walked.NewKey.Id]));
        Assert.Equal(others, await store.ReadAsync(accounts[0], default));
    }

    [Fact]
    public async Task Several_walks_at_once_seal_each_record_once_between_them()
    {
        await using var walked = new WalkedStore(new YieldingStore(InMemory.Store()));
        AccountId[] accounts = await walked.FillAsync(250);
        TestHost[] hosts = [walked.Both, walked.Host(walked.NewKey, walked.OldKey), walked.Host(walked.NewKey, walked.OldKey)];

        List<KeyWalkStep>[] walks = await Task.WhenAll(hosts.Select(host => Task.Run(() => WalkedStore.ToListAsync(host.Operations.ResealAsync()))));

        Assert.Equal(accounts.Length, walks.Sum(steps => steps[^1].Resealed));
        Assert.All(walks, steps => Assert.Equal((250, 0, 250), (steps[^1].Examined, steps[^1].Failed, steps[^1].ByKey[walked.NewKey.Id])));
    }

    [Fact]
    public async Task A_walk_that_is_cancelled_stops_between_two_accounts_and_can_be_made_again()
    {
        var store = new CountingStore(InMemory.Store());
        await using var walked = new WalkedStore(store);
        AccountId[] accounts = await walked.FillAsync(150);
        using var stop = new CancellationTokenSource();
        int before = store.Writes;
        KeyWalkStep? last = null;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (KeyWalkStep step in walked.Both.Operations.ResealAsync().WithCancellation(stop.Token))
            {
                last = step;
                await stop.CancelAsync();
            }
        });

        Assert.Equal((100, 100), (store.Writes - before, last!.Examined));
        KeyWalkStep rest = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync(last.Last)))[^1];
        Assert.Equal((50, 50, accounts[^1]), (rest.Examined, rest.Resealed, rest.Last));
    }

    [Fact]
    public async Task A_store_that_lists_no_accounts_is_told_what_to_implement()
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

        List<KeyWalkStep> steps = await WalkedStore.ToListAsync(host.Operations.CountKeysAsync());

        Assert.Equal(2, steps.Count);
        Assert.Equal(new KeyWalkStep(3, 0, 0, new Dictionary<KeyId, long>(), new AccountId("c"), IsComplete: true), steps[^1]);
    }

    [Fact]
    public void Two_steps_are_equal_when_their_counts_are()
    {
        KeyWalkStep one = new(2, 1, 0, new Dictionary<KeyId, long> { [new KeyId(1)] = 1, [new KeyId(2)] = 1 }, new AccountId("a"), IsComplete: true);

        KeyWalkStep same = one with { ByKey = new Dictionary<KeyId, long> { [new KeyId(2)] = 1, [new KeyId(1)] = 1 } };
        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, one with { ByKey = new Dictionary<KeyId, long> { [new KeyId(1)] = 1, [new KeyId(2)] = 2 } });
        Assert.NotEqual(one, one with { ByKey = new Dictionary<KeyId, long> { [new KeyId(1)] = 1, [new KeyId(3)] = 1 } });
        Assert.NotEqual(one, one with { ByKey = new Dictionary<KeyId, long> { [new KeyId(1)] = 1 } });
        Assert.NotEqual(one, one with { Examined = 3 });
        Assert.NotEqual(one, one with { Resealed = 0 });
        Assert.NotEqual(one, one with { Failed = 1 });
        Assert.NotEqual(one, one with { Last = null });
        Assert.NotEqual(one, one with { IsComplete = false });
    }

    private static StoredRecord Sealed(TestHost host, AccountId account)
    {
        AccountRecord record = GoldenRecord.Full with { Latest = TestHost.Start, Secret = RecordSecret.Generate() };
        return new StoredRecord(new Revision(7), record.Due, ((RecordSealer)host.Provider.GetService(typeof(RecordSealer))!).Seal(account, record));
    }

    private static async Task BreakAsync(WalkedStore walked, AccountId account, Action<byte[]> alter)
    {
        byte[] altered = (await walked.Store.ReadAsync(account, default))!.Sealed.ToArray();
        alter(altered);
        await ReplaceAsync(walked, account, altered);
    }

    private static async Task ReplaceAsync(WalkedStore walked, AccountId account, ReadOnlyMemory<byte> bytes)
    {
        StoredRecord stored = (await walked.Store.ReadAsync(account, default))!;
        Assert.True(await walked.Store.TryWriteAsync(account, stored.Revision, stored with { Sealed = bytes }, default));
    }

    /// <summary>The storage contract and no more.</summary>
    private sealed class BareStore : IRecoveryStore
    {
        public ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken ct) => ValueTask.FromResult<StoredRecord?>(null);

        public ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken ct) => throw new NotSupportedException();

        public ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken ct) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken ct) => throw new NotSupportedException();
    }

    /// <summary>Lists what it is told to, once.</summary>
    private sealed class ListingStore(string[] accounts) : StoreWrapper(InMemory.Store())
    {
        public override ValueTask<IReadOnlyList<AccountId>> ListAsync(AccountId? after, int max, CancellationToken ct) =>
            ValueTask.FromResult<IReadOnlyList<AccountId>>(after is null ? [.. accounts.Select(account => new AccountId(account))] : []);
    }
}
