namespace AccountRecovery;

/// <summary>A lost reply is repaired by asking again with the same idempotency key.</summary>
public sealed class ReplayTests
{
    private static Caller Keyed(string key) => TestHost.Stranger with { Session = "flow-1", IdempotencyKey = key };

    [Fact]
    public async Task A5_A_reply_lost_after_the_commit_is_reported_again_and_one_code_is_spent()
    {
        var store = new FaultyStore(InMemory.Store());
        await using var host = new TestHost(store: store);
        int calls = FullRun.Or(1_000, 10_000);
        for (int call = 0; call < calls / 10; call++)
        {
            AccountId account = new($"account-{call}");
            string[] codes = await host.IssueAsync(account);
            for (int i = 0; i < codes.Length; i++)
            {
                Caller caller = Keyed($"key-{i}");
                store.FailOnce(StoreStep.AfterWrite, pass: 2);
                await Assert.ThrowsAsync<IOException>(() => host.RedeemAsync(codes[i], account: account, caller: caller));
                store.Fails = null;

                RedeemOutcome.Redeemed again = Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[i], account: account, caller: caller));
                RedeemOutcome.Redeemed thrice = Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[i], account: account, caller: caller));

                Assert.True(again.Replayed && thrice.Replayed);
                Assert.Equal((codes.Length - i - 1, again.Proof.Reveal()), (again.Remaining, thrice.Proof.Reveal()));
                Assert.Equal(again.Remaining, (await host.Codes.GetStatusAsync(account)).Remaining);
            }
        }
    }

    [Fact]
    public async Task A5_A_replay_is_the_answer_of_then_whatever_has_happened_since()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        Caller caller = Keyed("key");
        RedeemOutcome.Redeemed first = Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0], caller: caller));
        await host.RedeemAsync(codes[1]);
        host.Clock.Advance(NodaTime.Duration.FromMinutes(1));
        foreach (string wrong in TestHost.WrongCodes(codes).Take(5))
        {
            await host.RedeemAsync(wrong);
        }

        RedeemOutcome.Redeemed replay = Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0], caller: caller));

        Assert.Equal((9, first.Proof.Reveal(), false, true), (replay.Remaining, replay.Proof.Reveal(), first.Replayed, replay.Replayed));
    }

    [Fact]
    public async Task A5_A_refusal_is_replayed_and_counted_once()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        string wrong = TestHost.WrongCodes(codes).First();
        Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RedeemAsync(wrong, caller: Keyed("key")));

        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode) { Replayed = true }, await host.RedeemAsync(wrong, caller: Keyed("key")));
        }

        Assert.Equal(1, (await host.Codes.GetStatusAsync(TestHost.Alice)).Anonymous.Failures);
    }

    [Fact]
    public async Task A5_The_same_key_with_other_input_is_refused_and_counts_nothing()
    {
        var store = new CountingStore(InMemory.Store());
        await using var host = new TestHost(store: store);
        string[] codes = await host.IssueAsync();
        await host.RedeemAsync(codes[0], caller: Keyed("key"));
        (int writes, int hashes) = (store.Writes, host.Hasher.Hashes);

        Assert.Equal(new RedeemOutcome.Refused(Refusal.IdempotencyKeyReused), await host.RedeemAsync(codes[1], caller: Keyed("key")));
        Assert.Equal(
            new RedeemOutcome.Refused(Refusal.IdempotencyKeyReused), await host.Codes.RedeemAsync(TestHost.Alice, codes[0], Keyed("key"), ProofPurpose.Recover));

        Assert.Equal((writes, hashes), (store.Writes, host.Hasher.Hashes));
    }

    [Fact]
    public async Task A5_Another_session_another_account_and_another_verb_are_new_calls()
    {
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true);
        AccountId bob = new("bob");
        string[] codes = await host.IssueAsync();
        string[] bobs = await host.IssueAsync(bob);
        Assert.False(Assert.IsType<ConfirmOutcome.Confirmed>(await host.Codes.ConfirmAsync(TestHost.Alice, codes[0], Keyed("key"))).Replayed);
        await host.Codes.ConfirmAsync(bob, bobs[0], TestHost.Owner);

        Assert.False(Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0], caller: Keyed("key"))).Replayed);
        Assert.Equal(new RedeemOutcome.Refused(Refusal.AlreadySpent), await host.RedeemAsync(codes[0], caller: Keyed("key") with { Session = "flow-2" }));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.AlreadySpent), await host.RedeemAsync(codes[0], caller: Keyed("key") with { Session = null }));
        Assert.False(Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(bobs[0], account: bob, caller: Keyed("key"))).Replayed);
        Assert.True(Assert.IsType<ConfirmOutcome.Confirmed>(await host.Codes.ConfirmAsync(TestHost.Alice, codes[0], Keyed("key"))).Replayed);
    }

    [Fact]
    public async Task A5_Issuing_again_tells_that_the_set_was_issued_and_makes_none()
    {
        var store = new FaultyStore(InMemory.Store());
        await using var host = new TestHost(store: store);
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        Caller caller = TestHost.Owner with { IdempotencyKey = "key" };
        store.FailOnce(StoreStep.AfterWrite);
        await Assert.ThrowsAsync<IOException>(() => host.Codes.GenerateAsync(TestHost.Alice, caller.Having(password)).AsTask());
        store.Fails = null;

        Assert.Equal(new IssueOutcome.AlreadyIssued(1) { Replayed = true }, await host.Codes.GenerateAsync(TestHost.Alice, caller.Having(password)));

        Assert.Equal(1, (await host.OpenAsync())!.BackupCodes.SetsNumbered);
    }

    [Fact]
    public async Task A5_Importing_again_tells_the_same_and_other_codes_under_the_key_are_refused()
    {
        var store = new FaultyStore(InMemory.Store());
        await using var host = new TestHost(store: store);
        Caller caller = TestHost.Owner with { IdempotencyKey = "key" };
        store.FailOnce(StoreStep.AfterWrite);
        await Assert.ThrowsAsync<IOException>(() => host.Codes.ImportAsync(TestHost.Alice, ["1111 1111", "2222 2222"], CodeFormat.BackupCode, caller).AsTask());
        store.Fails = null;

        Assert.Equal(
            new ImportOutcome.Imported(2) { Replayed = true },
            await host.Codes.ImportAsync(TestHost.Alice, ["22222222", "1111-1111"], CodeFormat.BackupCode, caller));
        Assert.Equal(
            new ImportOutcome.Refused(Refusal.IdempotencyKeyReused),
            await host.Codes.ImportAsync(TestHost.Alice, ["3333 3333"], CodeFormat.BackupCode, caller));
        Assert.Equal(
            new ImportOutcome.Refused(Refusal.CodesExist),
            await host.Codes.ImportAsync(TestHost.Alice, ["1111 1111", "2222 2222"], CodeFormat.BackupCode, TestHost.Owner));
    }

    [Fact]
    public async Task A5_Parallel_calls_with_one_key_spend_one_code_and_give_one_answer()
    {
        await using var hosts = new Hosts(4, new YieldingStore(InMemory.Store()));
        for (int round = 0; round < FullRun.Or(50, 1_000); round++)
        {
            AccountId account = new($"account-{round}");
            string[] codes = await hosts.First.IssueAsync(account);
            RedeemOutcome[] outcomes = await Task.WhenAll(hosts.All.Select(host => Task.Run(() => host.RedeemAsync(codes[0], account: account, caller: Keyed("key")))));

            Assert.All(outcomes, outcome => Assert.Equal(9, Assert.IsType<RedeemOutcome.Redeemed>(outcome).Remaining));
            Assert.Single(outcomes, outcome => !outcome.Replayed);
            Assert.Single(outcomes.Select(outcome => ((RedeemOutcome.Redeemed)outcome).Proof.Reveal()).Distinct(StringComparer.Ordinal));
            Assert.Equal(9, (await hosts.First.Codes.GetStatusAsync(account)).Remaining);
        }
    }

    [Fact]
    public async Task A5_A_key_is_forgotten_after_24_hours()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        await host.RedeemAsync(codes[0], caller: Keyed("key"));
        host.Clock.Advance(NodaTime.Duration.FromHours(24) - NodaTime.Duration.FromTicks(10));
        Assert.True((await host.RedeemAsync(codes[0], caller: Keyed("key"))).Replayed);
        host.Clock.Advance(NodaTime.Duration.FromTicks(10));

        Assert.Equal(new RedeemOutcome.Refused(Refusal.AlreadySpent), await host.RedeemAsync(codes[0], caller: Keyed("key")));
    }
}
