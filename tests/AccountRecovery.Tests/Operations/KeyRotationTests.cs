using AccountRecovery.Ports;

namespace AccountRecovery;

public sealed class KeyRotationTests
{
    [Fact]
    public async Task C10_Rotate_seal_anew_by_the_walk_drop_the_old_key_redeem()
    {
        await using var walked = new WalkedStore();
        AccountId[] accounts = [.. Enumerable.Range(0, 12).Select(WalkedStore.Account)];
        string[][] codes = await Task.WhenAll(accounts.Select(account => walked.Old.IssueAsync(account)));
        await walked.Both.RedeemAsync(codes[0][0], account: accounts[0]);

        KeyRotationStep done = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync()))[^1];
        KeyRotationStep counted = (await WalkedStore.ToListAsync(walked.Both.Operations.CountKeysAsync()))[^1];

        Assert.Equal((12, 11, 0), (done.Examined, done.Resealed, done.Failed));
        Assert.Equal((0, 12), (counted.ByKey.GetValueOrDefault(walked.OldKey.Id), counted.ByKey[walked.NewKey.Id]));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.AlreadySpent), await walked.New.RedeemAsync(codes[0][0], account: accounts[0]));
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
        KeyRotationStep done = (await WalkedStore.ToListAsync(walked.New.Operations.ResealAsync()))[^1];

        Assert.Equal(RecordFault.MissingRootKey, fault.Fault);
        Assert.Equal((1, 0, 1), (done.Examined, done.Resealed, done.Failed));
        Assert.Equal(1, done.ByKey[walked.OldKey.Id]);
        Assert.IsType<RedeemOutcome.Redeemed>(await walked.Both.RedeemAsync(codes[0]));
        Assert.Equal(8, Assert.IsType<RedeemOutcome.Redeemed>(await walked.New.RedeemAsync(codes[1])).Remaining);
    }

    [Fact]
    public async Task What_is_under_the_active_key_already_is_read_once_and_not_opened()
    {
        var store = new CountingStore(InMemory.Store());
        await using var walked = new WalkedStore(store);
        AccountId[] accounts = await walked.FillAsync(3, isNew: _ => true);
        await walked.BreakAsync(accounts[1], bytes => bytes[^1] ^= 1);
        (int reads, int writes) = (store.Reads, store.Writes);

        KeyRotationStep done = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync()))[^1];

        Assert.Equal((3, 0, 0), (done.Examined, done.Resealed, done.Failed));
        Assert.Equal((3, 0), (store.Reads - reads, store.Writes - writes));
    }

    [Fact]
    public async Task A_record_that_is_deleted_before_its_write_stays_deleted()
    {
        var store = new FaultyStore(InMemory.Store());
        await using var walked = new WalkedStore(store);
        AccountId[] accounts = await walked.FillAsync(2);
        StoredRecord gone = (await store.ReadAsync(accounts[0], default))!;
        store.Fails = (step, account) => step == StoreStep.BeforeWrite && account == accounts[0] && !store.TryDeleteAsync(account, gone.Revision, default).AsTask().GetAwaiter().GetResult();

        KeyRotationStep done = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync()))[^1];

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
                others = old with { Revision = new Revision(42), Sealed = WalkedStore.Sealed(walked.New, accounts[0]).Sealed };
                Assert.True(store.TryWriteAsync(accounts[0], old.Revision, others, default).AsTask().GetAwaiter().GetResult());
            }

            return false;
        };

        KeyRotationStep done = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync()))[^1];

        Assert.Equal((1, 0, 0, 1), (done.Examined, done.Resealed, done.Failed, done.ByKey[walked.NewKey.Id]));
        Assert.Equal(others, await store.ReadAsync(accounts[0], default));
    }

    [Fact]
    public async Task Several_walks_at_once_seal_each_record_once_between_them()
    {
        await using var walked = new WalkedStore(new YieldingStore(InMemory.Store()));
        AccountId[] accounts = await walked.FillAsync(250);
        TestHost[] hosts = [walked.Both, walked.Host(walked.NewKey, walked.OldKey), walked.Host(walked.NewKey, walked.OldKey)];

        List<KeyRotationStep>[] walks = await Task.WhenAll(hosts.Select(host => Task.Run(() => WalkedStore.ToListAsync(host.Operations.ResealAsync()))));

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
        KeyRotationStep? last = null;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (KeyRotationStep step in walked.Both.Operations.ResealAsync().WithCancellation(stop.Token))
            {
                last = step;
                await stop.CancelAsync();
            }
        });

        Assert.Equal((100, 100), (store.Writes - before, last!.Examined));
        KeyRotationStep rest = (await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync(last.Last)))[^1];
        Assert.Equal((50, 50, accounts[^1]), (rest.Examined, rest.Resealed, rest.Last));
    }

    [Fact]
    public async Task A_store_that_is_deaf_to_cancellation_does_not_keep_the_walk_going()
    {
        var store = new DeafStore();
        await using var walked = new WalkedStore(store);
        await walked.FillAsync(20);
        using var stop = new CancellationTokenSource();
        int reads = 0;
        store.OnRead = () =>
        {
            if (++reads == 7)
            {
                stop.Cancel();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WalkedStore.ToListAsync(walked.Both.Operations.CountKeysAsync(cancellationToken: stop.Token)));

        Assert.Equal(7, reads);
    }

    [Fact]
    public void Two_steps_are_equal_when_their_counts_are()
    {
        KeyRotationStep one = new(2, 1, 0, new Dictionary<KeyId, long> { [new KeyId(1)] = 1, [new KeyId(2)] = 1 }, new AccountId("a"), IsComplete: true);

        KeyRotationStep same = one with { ByKey = new Dictionary<KeyId, long> { [new KeyId(2)] = 1, [new KeyId(1)] = 1 } };
        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, one with { ByKey = new Dictionary<KeyId, long> { [new KeyId(1)] = 1, [new KeyId(2)] = 2 } });
        Assert.NotEqual(one, one with { ByKey = new Dictionary<KeyId, long> { [new KeyId(1)] = 1, [new KeyId(3)] = 1 } });
        Assert.NotEqual(one, one with { ByKey = new Dictionary<KeyId, long> { [new KeyId(1)] = 1 } });
        Assert.NotEqual(one with { ByKey = new Dictionary<KeyId, long> { [new KeyId(1)] = 1 } }, one);
        Assert.NotEqual(one, one with { Examined = 3 });
        Assert.NotEqual(one, one with { Resealed = 0 });
        Assert.NotEqual(one, one with { Failed = 1 });
        Assert.NotEqual(one, one with { Last = null });
        Assert.NotEqual(one, one with { IsComplete = false });
    }

    private sealed class DeafStore() : StoreWrapper(InMemory.Store())
    {
        internal Action? OnRead { get; set; }

        public override ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken)
        {
            OnRead?.Invoke();
            return Inner.ReadAsync(account, CancellationToken.None);
        }
    }
}
