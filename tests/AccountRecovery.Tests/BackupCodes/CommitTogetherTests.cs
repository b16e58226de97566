using NodaTime;

namespace AccountRecovery;

/// <summary>Faults at every step of a call: afterwards all of it has happened, or nothing.</summary>
[Trait("Category", "NoText")]
public sealed class CommitTogetherTests
{
    public static TheoryData<StoreFault> Faults => [.. Enum.GetValues<StoreFault>()];

    public enum StoreFault
    {
        FirstRead,
        SecondRead,
        ChargeLost,
        ChargeReplyLost,
        ConsumeLost,
        ConsumeReplyLost,
        Hasher,
        Sink,
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task S11_A_change_its_events_and_its_receipt_commit_together(StoreFault fault)
    {
        var store = new FaultyStore(InMemory.Store());
        await using var host = new TestHost(store: store, listens: true);
        string[] codes = await host.IssueAsync();
        await host.DrainAsync();
        Caller caller = TestHost.Stranger with { Session = "flow", IdempotencyKey = "key" };
        Arm(fault, store, host);

        bool thrown = false;
        try
        {
            await host.RedeemAsync(codes[0], caller: caller);
        }
        catch (Exception caught) when (caught is IOException or TimeoutException)
        {
            thrown = true;
        }

        (store.Fails, host.Hasher.DuringHash, host.Sink.Refuses) = (null, null, null);
        await host.DrainAsync();
        Assert.Equal(fault is not StoreFault.Sink, thrown);

        AccountRecord record = (await host.OpenAsync())!;
        bool spent = record.BackupCodes.Live!.Remaining == 9;
        bool told = record.Events.Items.Concat<object>(host.Sink.Delivered).Any(it => it is QueuedEvent { Kind: RecoveryEventKind.CodeRedeemed } or RecoveryEvent { Kind: RecoveryEventKind.CodeRedeemed });
        Assert.Equal(fault is StoreFault.ConsumeReplyLost or StoreFault.Sink, spent);
        Assert.Equal((spent, spent), (told, !record.Receipts.IsEmpty));

        // Asking again with the same key comes to the same end in every case: one code is spent.
        RedeemOutcome.Redeemed again = Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0], caller: caller));
        Assert.Equal((9, spent), (again.Remaining, again.Replayed));
    }

    [Fact]
    public async Task S11_What_a_lost_reply_left_behind_is_delivered_once_the_lease_is_over()
    {
        var store = new FaultyStore(InMemory.Store());
        await using var host = new TestHost(store: store, listens: true);
        string[] codes = await host.IssueAsync();
        await host.DrainAsync();
        store.FailOnce(StoreStep.AfterWrite, pass: 2);
        await Assert.ThrowsAsync<IOException>(() => host.RedeemAsync(codes[0]));
        store.Fails = null;

        host.Clock.Advance(Duration.FromSeconds(60) - Duration.FromTicks(10));
        Assert.Equal(0, (await host.DueWork.RunAsync(10)).Changed);
        host.Clock.Advance(Duration.FromTicks(10));
        Assert.Equal(1, (await host.DueWork.RunAsync(10)).Changed);
        await host.DrainAsync();

        Assert.Equal([RecoveryEventKind.CodesIssued, RecoveryEventKind.CodeRedeemed], host.Sink.Delivered.Select(e => e.Kind));
    }

    [Theory]
    [InlineData(StoreStep.BeforeRead)]
    [InlineData(StoreStep.BeforeWrite)]
    [InlineData(StoreStep.AfterWrite)]
    public async Task S10_No_code_of_an_older_set_is_accepted_wherever_the_regeneration_crashed(StoreStep step)
    {
        var store = new FaultyStore(InMemory.Store());
        await using var host = new TestHost(store: store);
        for (int round = 0; round < FullRun.Or(20, 500); round++)
        {
            AccountId account = new($"account-{round}");
            string[] old = await host.IssueAsync(account);
            RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, account: account);
            store.FailOnce(step);
            await Assert.ThrowsAsync<IOException>(() => host.Codes.GenerateAsync(account, TestHost.Owner.Having(password)).AsTask());
            store.Fails = null;

            bool replaced = (await host.Codes.GetStatusAsync(account)).SetNumber == 2;
            Assert.Equal(step == StoreStep.AfterWrite, replaced);
            if (!replaced)
            {
                Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(old[0], account: account));
            }

            string[] fresh = await host.IssueAsync(account);
            RecoveryTicket session = await host.VouchAsync(ProofPurpose.SignIn, HostProof.HostSession, account);
            int accepted = 0;
            foreach (string code in old.Except(fresh, StringComparer.Ordinal))
            {
                accepted += await host.RedeemAsync(code, session, account) is RedeemOutcome.Redeemed ? 1 : 0;
                host.Clock.Advance(Duration.FromSeconds(30));
                session = await host.VouchAsync(ProofPurpose.SignIn, HostProof.HostSession, account);
            }

            Assert.Equal(0, accepted);
        }
    }

    private static void Arm(StoreFault fault, FaultyStore store, TestHost host)
    {
        switch (fault)
        {
            case StoreFault.FirstRead:
                store.FailOnce(StoreStep.BeforeRead);
                break;
            case StoreFault.SecondRead:
                store.FailOnce(StoreStep.BeforeRead, pass: 2);
                break;
            case StoreFault.ChargeLost:
                store.FailOnce(StoreStep.BeforeWrite);
                break;
            case StoreFault.ChargeReplyLost:
                store.FailOnce(StoreStep.AfterWrite);
                break;
            case StoreFault.ConsumeLost:
                store.FailOnce(StoreStep.BeforeWrite, pass: 2);
                break;
            case StoreFault.ConsumeReplyLost:
                store.FailOnce(StoreStep.AfterWrite, pass: 2);
                break;
            case StoreFault.Hasher:
                host.Hasher.DuringHash = () => throw new TimeoutException("The hasher was told to fail.");
                break;
            case StoreFault.Sink:
                host.Sink.Refuses = _ => true;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault.");
        }
    }
}
