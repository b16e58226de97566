using NodaTime;

namespace AccountRecovery;

/// <summary>The account has two-step verification on. Somebody has the password and the phone of the second step, and begins the wait.</summary>
public sealed class TwoStepInTheWaitTests
{
    private static readonly AccessFacts SecondStep = new() { TwoStep = true };

    [Fact]
    public async Task While_the_wait_runs_only_a_trusted_device_or_an_app_password_signs_in()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        Assert.Equal(AccessDenial.None, await host.DenialAsync(AccountAction.SignIn, facts: SecondStep));
        Instant until = await host.StartWaitAsync(WaitScene.Thief with { TwoStep = true });

        AccessResult thief = await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.SignIn, SecondStep);
        Assert.Equal((AccessDenial.TrustedDeviceNeeded, until), (thief.Denial, thief.Until!.Value));
        Assert.Equal([AccessStep.UseTrustedDevice, AccessStep.CancelWait, AccessStep.ComeBack], thief.Steps);
        SignInOutcome.Denied denied = Assert.IsType<SignInOutcome.Denied>(await host.Prompt.RecordSignInAsync(TestHost.Alice, SecondStep, WaitScene.Thief));
        Assert.Equal(AccessDenial.TrustedDeviceNeeded, denied.Answer.Denial);

        foreach (AccessFacts owner in (AccessFacts[])[SecondStep with { TrustedDevice = true }, SecondStep with { AppPassword = true }])
        {
            SignInOutcome.Recorded recorded = Assert.IsType<SignInOutcome.Recorded>(await host.Prompt.RecordSignInAsync(TestHost.Alice, owner, TestHost.Owner));
            Assert.Equal((until, AccessStep.CancelWait), (recorded.Answer.Until!.Value, Assert.Single(recorded.Answer.Steps)));
        }

        // Ordinary use goes on, nothing sensitive, whatever the device.
        Assert.Equal(AccessDenial.None, await host.DenialAsync(AccountAction.UseServices, facts: SecondStep));
        Assert.All(WaitScene.Sensitive, action => Assert.Equal(AccessDenial.WaitRuns, host.DenialAsync(action, facts: SecondStep with { TrustedDevice = true }).GetAwaiter().GetResult()));

        host.Clock.Set(until - ContactScene.Grain);
        Assert.Equal(AccessDenial.TrustedDeviceNeeded, await host.DenialAsync(AccountAction.SignIn, facts: SecondStep));
        host.Clock.Set(until);
        Assert.Equal(AccessDenial.None, await host.DenialAsync(AccountAction.SignIn, facts: SecondStep));
    }

    /// <summary>One code does not complete a recovery there, and two ways to one phone are one.</summary>
    [Fact]
    public async Task A_recovery_requires_two_proofs_of_two_kinds()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        await host.AddByAsync(mail, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        string[] codes = await host.IssueAsync();
        Caller caller = WaitScene.Finder with { TwoStep = true };
        RecoveryTicket first = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.Recover, caller))!;

        CompleteOutcome.NeedsMore more = Assert.IsType<CompleteOutcome.NeedsMore>(await host.CompleteAsync(caller, first));
        Assert.Equal([ProofKind.ContactCode, ProofKind.BackupCode, ProofKind.HostTwoStep, ProofKind.TrustedDevice], more.Kinds);
        RecoveryTicket second = Assert.IsType<RedeemOutcome.Redeemed>(await host.Codes.RedeemAsync(TestHost.Alice, codes[0], caller, ProofPurpose.Recover)).Proof;
        Assert.IsType<CompleteOutcome.NeedsMore>(await host.CompleteAsync(caller, second));

        CompleteOutcome.Completed completed = Assert.IsType<CompleteOutcome.Completed>(await host.CompleteAsync(caller, first, second));
        await host.DrainAsync();
        Assert.Equal(host.Clock.GetCurrentInstant(), completed.SessionsValidFrom);
        Assert.Equal(RecoveryEventKind.RecoveryCompleted, host.NoticesTo(ContactScene.Phone)[^1]);
        Assert.Equal(AccessDenial.SessionVoid, await host.DenialAsync(AccountAction.UseServices, completed.SessionsValidFrom - ContactScene.Grain));
        Assert.Equal(AccessDenial.None, await host.DenialAsync(AccountAction.UseServices, completed.SessionsValidFrom));
    }
}
