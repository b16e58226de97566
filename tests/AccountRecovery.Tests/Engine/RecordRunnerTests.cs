using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class RecordRunnerTests
{
    private static readonly Duration Tolerance = Duration.FromMinutes(5);
    private static readonly Duration Microsecond = Duration.FromTicks(10);

    [Fact]
    public async Task A_lost_race_decides_again_without_hashing_again()
    {
        var store = new LosingStore(InMemory.Store()) { ToLose = 5 };
        await using var host = new TestHost(store: store);

        string[] codes = await host.IssueAsync();

        Assert.Equal((10, 0), (host.Hasher.Hashes, store.ToLose));
        store.ToLose = 5;
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
        Assert.Equal(11, host.Hasher.Hashes);
    }

    [Fact]
    public async Task Races_lost_without_end_are_busy_and_nothing_has_changed()
    {
        var store = new LosingStore(InMemory.Store());
        await using var host = new TestHost(store: store);
        string[] codes = await host.IssueAsync();
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        StoredRecord? before = await store.ReadAsync(TestHost.Alice, default);
        store.ToLose = int.MaxValue;

        Assert.Equal(new RedeemOutcome.Busy(BusyReason.Conflict), await host.RedeemAsync(codes[0]));
        Assert.Equal(new IssueOutcome.Busy(BusyReason.Conflict), await host.Codes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password)));
        Assert.Equal(new RevokeOutcome.Busy(BusyReason.Conflict), await host.Codes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(password)));
        Assert.Equal(new ImportOutcome.Busy(BusyReason.Conflict), await host.Codes.ImportAsync(new AccountId("bob"), ["1234 5678"], CodeFormat.BackupCode, TestHost.Owner));

        Assert.Equal(before, await store.ReadAsync(TestHost.Alice, default));
        store.ToLose = 0;
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task T2_A_clock_more_than_five_minutes_behind_refuses_and_writes_nothing(int microseconds, bool suspect)
    {
        var store = new CountingStore(InMemory.Store());
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true, store);
        string[] codes = await host.IssueAsync();
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        host.Clock.Advance(-Tolerance - (Microsecond * microseconds));
        (int writes, int hashes) = (store.Writes, host.Hasher.Hashes);

        ConfirmOutcome confirmed = await host.Codes.ConfirmAsync(TestHost.Alice, codes[0], TestHost.Owner);
        RedeemOutcome redeemed = await host.RedeemAsync(codes[0]);
        IssueOutcome issued = await host.Codes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password));
        RevokeOutcome revoked = await host.Codes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(password));

        if (suspect)
        {
            Assert.Equal(new ConfirmOutcome.Busy(BusyReason.ClockSuspect), confirmed);
            Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), redeemed);
            Assert.Equal(new IssueOutcome.Busy(BusyReason.ClockSuspect), issued);
            Assert.Equal(new RevokeOutcome.Busy(BusyReason.ClockSuspect), revoked);
            Assert.Equal((writes, hashes), (store.Writes, host.Hasher.Hashes));
            Assert.Equal(0, (await host.DueWork.RunAsync(10)).Changed);
        }
        else
        {
            Assert.IsType<ConfirmOutcome.Confirmed>(confirmed);
            Assert.IsType<RedeemOutcome.Redeemed>(redeemed);
            Assert.IsType<IssueOutcome.AwaitingConfirmation>(issued);
            Assert.IsType<RevokeOutcome.Revoked>(revoked);
        }
    }

    [Fact]
    public async Task A_cancelled_call_writes_nothing_unless_its_commit_had_begun()
    {
        var store = new CountingStore(InMemory.Store());
        await using var host = new TestHost(store: store);
        string[] codes = await host.IssueAsync();
        using var gone = new CancellationTokenSource();
        host.Hasher.DuringHash = gone.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => host.Codes.RedeemAsync(TestHost.Alice, codes[0], TestHost.Stranger, cancellationToken: gone.Token).AsTask());
        int writes = store.Writes;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => host.Codes.RedeemAsync(TestHost.Alice, codes[0], TestHost.Stranger, cancellationToken: gone.Token).AsTask());

        Assert.Equal(writes, store.Writes);
        BackupCodeStatus status = await host.Codes.GetStatusAsync(TestHost.Alice);
        Assert.Equal((10, 1), (status.Remaining, status.Anonymous.Failures));
        host.Hasher.DuringHash = null;
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
    }

    [Fact]
    public async Task Eight_callers_hammering_one_account_never_lose_to_each_other()
    {
        await using var host = new TestHost(
            options => (options.BackupCodeFormat, options.BackupCodeCount) = ("crockford32:5-5-5-5-5:check", 32),
            new YieldingStore(InMemory.Store()));
        for (int round = 0; round < FullRun.Or(10, 200); round++)
        {
            string[] codes = await host.IssueAsync();
            RedeemOutcome[] outcomes = await Task.WhenAll(codes.Select((code, i) => Task.Run(() => host.RedeemAsync(code))));

            Assert.All(outcomes, outcome => Assert.IsType<RedeemOutcome.Redeemed>(outcome));
            Assert.Equal(Enumerable.Range(0, 32), outcomes.Select(outcome => ((RedeemOutcome.Redeemed)outcome).Remaining).Order());
        }
    }

    [Fact]
    public async Task S13_The_gate_is_not_held_during_a_hash()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        int live = 0;
        host.Hasher.DuringHash = () =>
        {
            // On the same account, in the middle of its hash: another call comes through.
            host.Hasher.DuringHash = null;
            live = Task.Run(() => host.RedeemAsync(codes[1])).GetAwaiter().GetResult() is RedeemOutcome.Redeemed it ? it.Remaining : -1;
        };

        Assert.Equal(8, Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0])).Remaining);
        Assert.Equal(9, live);
    }

    [Fact]
    public async Task S13_An_ambient_transaction_never_takes_a_charge_back()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        foreach (string wrong in TestHost.WrongCodes(codes).Take(5))
        {
            using var rolledBack = new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled);
            Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RedeemAsync(wrong));
        }

        Assert.Equal(5, (await host.Codes.GetStatusAsync(TestHost.Alice)).Anonymous.Failures);
    }
}
