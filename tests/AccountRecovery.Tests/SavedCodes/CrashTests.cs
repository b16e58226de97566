namespace AccountRecovery;

/// <summary>A fault at every step of replacing, redeeming and reporting: afterwards all of it has happened, or nothing, and asking again comes to the same end.</summary>
public sealed class CrashTests
{
    public static TheoryData<StoreStep> Steps => [StoreStep.BeforeRead, StoreStep.BeforeWrite, StoreStep.AfterWrite];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task S10_S11_Replacing_is_whole_or_nothing(StoreStep step)
    {
        var store = new FaultyStore(InMemory.Store());
        await using var host = new TestHost(store: store, listens: true);
        string old = await host.MakeRecoveryCodeAsync();
        await host.DrainAsync();
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        Caller keyed = TestHost.Owner with { IdempotencyKey = "once" };

        store.FailOnce(step, pass: 1);
        await Assert.ThrowsAsync<IOException>(() => host.RecoveryCodes.GenerateAsync(TestHost.Alice, keyed.Having(password), old).AsTask());
        store.Fails = null;

        bool done = step == StoreStep.AfterWrite;
        Assert.Equal(done ? 2 : 1, (await host.RecoveryCodes.GetStatusAsync(TestHost.Alice)).Number);
        IssueOutcome again = await host.RecoveryCodes.GenerateAsync(TestHost.Alice, keyed.Having(password), old);
        Assert.Equal(done, again is IssueOutcome.AlreadyIssued);
        Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RecoveryCodes.RedeemAsync(TestHost.Alice, old, TestHost.Stranger));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task S11_Redeeming_is_whole_or_nothing(StoreStep step)
    {
        var store = new FaultyStore(InMemory.Store());
        await using var host = new TestHost(store: store, listens: true);
        string[] backup = await host.IssueAsync();
        string code = await host.MakeRecoveryCodeAsync();
        await host.DrainAsync();
        Caller keyed = TestHost.Owner with { IdempotencyKey = "once" };

        store.FailOnce(step, pass: 1);
        await Assert.ThrowsAsync<IOException>(() => host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, keyed).AsTask());
        store.Fails = null;

        bool done = step == StoreStep.AfterWrite;
        AccountRecord record = (await host.OpenAsync())!;
        Assert.Equal((done, done, done), (record.RecoveryCode.Live is null, record.BackupCodes.Live is null, record.Access.Reentry is not null));
        Assert.Equal(done ? RedeemedAndVoided : [], record.Events.Items.Select(item => item.Kind).Where(RedeemedAndVoided.Contains));
        Assert.Equal(!done, await host.RedeemAsync(backup[0]) is RedeemOutcome.Redeemed);

        RedeemOutcome.Redeemed again = Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, keyed));
        Assert.Equal(done, again.Replayed);
        Assert.IsType<CredentialsOutcome.Done>(await host.Recovery.CredentialsSetAsync(TestHost.Alice, TestHost.Owner.Having(again.Grant!)));
    }

    private static RecoveryEventKind[] RedeemedAndVoided { get; } = [RecoveryEventKind.CodeRedeemed, RecoveryEventKind.SessionsVoided];
}
