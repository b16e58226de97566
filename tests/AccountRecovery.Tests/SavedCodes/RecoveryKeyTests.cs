using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>The recovery key: typed back before it counts, exclusive 720 hours later, disabled by nothing weaker in time.</summary>
public sealed class RecoveryKeyTests
{
    private static readonly Duration Grain = Duration.FromNanoseconds(1_000);
    private static readonly Duration Delay = Duration.FromHours(720);

    [Fact]
    public async Task BeginAsync_WithoutAcknowledgement_SaysWhatLossMeansAndChangesNothing()
    {
        await using var host = new TestHost();
        string code = await host.MakeRecoveryCodeAsync();
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        Revision before = (await host.Store.ReadAsync(TestHost.Alice, CancellationToken.None))!.Revision;

        BeginKeyOutcome outcome = await host.RecoveryKeys.BeginAsync(TestHost.Alice, acknowledged: false, TestHost.Owner.Having(password), code);

        KeyLoss loss = Assert.IsType<BeginKeyOutcome.AcknowledgementNeeded>(outcome).Loss;
        Assert.Equal(new KeyLoss(RecoveryCode: true, Delay), loss);
        Assert.False(loss.IsForGood);
        Assert.Equal(before, (await host.Store.ReadAsync(TestHost.Alice, CancellationToken.None))!.Revision);
    }

    [Fact]
    public async Task BeginAsync_WithoutTheRecoveryCode_IsRefused()
    {
        await using var host = new TestHost();
        RecoveryTicket first = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        Assert.Equal(new BeginKeyOutcome.Refused(Refusal.RecoveryCodeNeeded), await host.RecoveryKeys.BeginAsync(TestHost.Alice, true, TestHost.Owner.Having(first)));
        string code = await host.MakeRecoveryCodeAsync();
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);

        Assert.Equal(new BeginKeyOutcome.Refused(Refusal.RecoveryCodeNeeded), await host.RecoveryKeys.BeginAsync(TestHost.Alice, true, TestHost.Owner.Having(password)));
        Assert.Equal(
            new BeginKeyOutcome.Refused(Refusal.WrongCode),
            await host.RecoveryKeys.BeginAsync(TestHost.Alice, true, TestHost.Owner.Having(password), TestHost.OtherThan(code, CodeFormat.RecoveryCode)));
        Assert.Equal(new BeginKeyOutcome.Refused(Refusal.PasswordProofNeeded), await host.RecoveryKeys.BeginAsync(TestHost.Alice, true, TestHost.Owner, code));
        Assert.Equal(
            new BeginKeyOutcome.Refused(Refusal.TwoStepProofNeeded),
            await host.RecoveryKeys.BeginAsync(TestHost.Alice, true, (TestHost.Owner with { TwoStep = true }).Having(password), code));
    }

    [Fact]
    public async Task ConfirmAsync_TypedWrongly_ThenRightly_CountsFromThen()
    {
        await using var host = new TestHost();
        string code = await host.MakeRecoveryCodeAsync();
        string key = await host.BeginKeyAsync(code);
        Assert.Matches("^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$", key);

        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await RedeemAsync(host, key));
        Assert.IsType<ConfirmOutcome.Malformed>(await host.RecoveryKeys.ConfirmAsync(TestHost.Alice, key[..^1], TestHost.Owner));
        Assert.Equal(
            new ConfirmOutcome.Refused(Refusal.WrongCode),
            await host.RecoveryKeys.ConfirmAsync(TestHost.Alice, TestHost.OtherThan(key, CodeFormat.RecoveryKey), TestHost.Owner));
        host.Clock.Advance(Duration.FromHours(24) - Grain);
        Assert.Equal(new ConfirmOutcome.Confirmed(1), await host.RecoveryKeys.ConfirmAsync(TestHost.Alice, key, TestHost.Stranger));

        Instant at = host.Clock.GetCurrentInstant();
        Assert.Equal(new RecoveryKeyStatus(true, at, at + Delay, null, null, false), await host.RecoveryKeys.GetStatusAsync(TestHost.Alice));
        Assert.Equal(ProofKind.RecoveryKey, KindOf(host, Assert.IsType<RedeemOutcome.Redeemed>(await RedeemAsync(host, key)).Proof));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.AlreadySpent), await RedeemAsync(host, key));
        Assert.True((await host.RecoveryKeys.GetStatusAsync(TestHost.Alice)).IsNewOneNeeded);
    }

    [Fact]
    public async Task ConfirmAsync_After24Hours_IsTooLate_AlsoWhenTheClockStepsBack()
    {
        await using var host = new TestHost(listens: true);
        string key = await host.BeginKeyAsync(await host.MakeRecoveryCodeAsync());
        host.Clock.Advance(Duration.FromHours(24));

        Assert.Equal(new ConfirmOutcome.Refused(Refusal.NothingPending), await host.RecoveryKeys.ConfirmAsync(TestHost.Alice, key, TestHost.Owner));
        host.Clock.Advance(-Duration.FromMinutes(4));
        Assert.Equal(new ConfirmOutcome.Refused(Refusal.NothingPending), await host.RecoveryKeys.ConfirmAsync(TestHost.Alice, key, TestHost.Owner));
        await host.DrainAsync();
        RecoveryEvent told = Assert.Single(host.Sink.Delivered, told => told.Kind == RecoveryEventKind.PendingCodesExpired);
        Assert.Equal((RecoveryMethod.RecoveryKey, TestHost.Start + Duration.FromHours(24)), (told.Method, told.At));
    }

    [Fact]
    public async Task DisableAsync_ByTheKey_IsAtOnce_AndWithoutIt720HoursLater()
    {
        await using var host = new TestHost(listens: true);
        string code = await host.MakeRecoveryCodeAsync();
        string first = await host.EnableKeyAsync(code);
        Assert.Equal(new DisableKeyOutcome.Refused(Refusal.WrongCode), await host.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner, TestHost.OtherThan(first, CodeFormat.RecoveryKey)));
        Assert.Equal(new DisableKeyOutcome.Disabled(), await host.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner, first));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await RedeemAsync(host, first));

        string second = await host.EnableKeyAsync(code);
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        RecoveryTicket device = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.TrustedDevice);
        Assert.Equal(new DisableKeyOutcome.Refused(Refusal.PasswordProofNeeded), await host.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner.Having(device)));
        Assert.Equal(new DisableKeyOutcome.Refused(Refusal.RecoveryCodeNeeded), await host.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner.Having(password, device)));
        Instant end = TestHost.Start + Delay;
        Assert.Equal(new DisableKeyOutcome.Scheduled(end), await host.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner.Having(password, device), code));

        // Asking again does not begin the wait again, nor end it sooner.
        host.Clock.Advance(Duration.FromMinutes(5));
        Assert.Equal(new DisableKeyOutcome.Scheduled(end), await host.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner.Having(password, device), code));
        await host.DrainAsync();
        host.Clock.Set(end - Grain);
        Assert.True((await host.RecoveryKeys.GetStatusAsync(TestHost.Alice)).IsLive);
        host.Clock.Set(end);
        Assert.False((await host.RecoveryKeys.GetStatusAsync(TestHost.Alice)).IsLive);
        Assert.Equal(1, (await host.DueWork.RunAsync(10)).Changed);
        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await RedeemAsync(host, second));
        await host.DrainAsync();
        Assert.Equal(end, Assert.Single(host.Sink.Delivered, told => told is { Kind: RecoveryEventKind.CodesRevoked, SetNumber: 2 }).At);
    }

    [Fact]
    public async Task An_exclusive_key_is_disabled_without_the_recovery_code_and_whoever_redeems_it_meanwhile_stops_that()
    {
        await using var host = new TestHost();
        string key = await host.EnableKeyAsync(await host.MakeRecoveryCodeAsync());
        host.Clock.Advance(Delay - Grain);
        Assert.Equal(new DisableKeyOutcome.Refused(Refusal.RecoveryCodeNeeded), await DisableAsync(host));
        host.Clock.Advance(Grain);
        Assert.IsType<DisableKeyOutcome.Scheduled>(await DisableAsync(host));

        Assert.IsType<RedeemOutcome.Redeemed>(await RedeemAsync(host, key));

        Assert.Null((await host.RecoveryKeys.GetStatusAsync(TestHost.Alice)).DisabledFrom);
        Assert.Null((await host.OpenAsync())!.Due);
    }

    [Fact]
    public async Task While_a_key_is_exclusive_the_recovery_code_is_replaced_from_a_trusted_device_only()
    {
        await using var host = new TestHost();
        string code = await host.MakeRecoveryCodeAsync();
        await host.EnableKeyAsync(code);
        host.Clock.Advance(Delay - Grain);
        code = await host.MakeRecoveryCodeAsync(code);
        host.Clock.Advance(Grain);
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        RecoveryTicket device = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.TrustedDevice);

        Assert.Equal(new IssueOutcome.Refused(Refusal.TrustedDeviceNeeded), await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password), code));
        Assert.IsType<IssueOutcome.Issued>(await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password, device), code));
    }

    [Fact]
    public async Task BeginAsync_WhileOneIsLive_IsRefused_AndAnotherPendingOneReplacesTheFirst()
    {
        await using var host = new TestHost();
        string code = await host.MakeRecoveryCodeAsync();
        string first = await host.BeginKeyAsync(code);
        string second = await host.BeginKeyAsync(code);

        Assert.Equal(new ConfirmOutcome.Refused(Refusal.WrongCode), await host.RecoveryKeys.ConfirmAsync(TestHost.Alice, first, TestHost.Owner));
        Assert.IsType<ConfirmOutcome.Confirmed>(await host.RecoveryKeys.ConfirmAsync(TestHost.Alice, second, TestHost.Owner));
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        Assert.Equal(new BeginKeyOutcome.Refused(Refusal.KeyExists), await host.RecoveryKeys.BeginAsync(TestHost.Alice, true, TestHost.Owner.Having(password), code));
    }

    [Fact]
    public async Task T2_A_repaired_clock_makes_every_wait_of_the_key_run_in_full()
    {
        await using var host = new TestHost();
        string code = await host.MakeRecoveryCodeAsync();
        await host.EnableKeyAsync(code);
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        RecoveryTicket device = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.TrustedDevice);
        Assert.IsType<DisableKeyOutcome.Scheduled>(await host.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner.Having(password, device), code));
        host.Clock.Advance(Duration.FromHours(700));
        await host.IssueAsync();
        host.Clock.Advance(-Duration.FromHours(600));
        Instant now = host.Clock.GetCurrentInstant();

        Assert.IsType<RepairOutcome.Repaired>(await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner));

        RecoveryKeyStatus status = await host.RecoveryKeys.GetStatusAsync(TestHost.Alice);
        Assert.Equal(((Instant?)(now + Delay), (Instant?)(now + Delay)), (status.ExclusiveFrom, status.DisabledFrom));
    }

    private static Task<RedeemOutcome> RedeemAsync(TestHost host, string typed) =>
        host.RecoveryKeys.RedeemAsync(TestHost.Alice, typed, TestHost.Owner).AsTask();

    private static async Task<DisableKeyOutcome> DisableAsync(TestHost host)
    {
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        RecoveryTicket device = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.TrustedDevice);
        return await host.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner.Having(password, device));
    }

    private static ProofKind KindOf(TestHost host, RecoveryTicket ticket) =>
        new TicketSigner(new KeyRing(host.RootKey, [])).Open(TestHost.Alice, "session-1", ticket)!.Value.Kind;
}
