using NodaTime;

namespace AccountRecovery;

/// <summary>The owner has a recovery key on, exclusive by now, and cannot find it.</summary>
public sealed class LostKeyTests
{
    [Fact]
    public async Task W4_No_security_code_completes_a_recovery_until_the_key_is_disabled_which_requires_a_trusted_device_and_a_month()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        await host.EnableKeyByContactAsync(mail);
        Instant exclusive = (await host.RecoveryKeys.GetStatusAsync(TestHost.Alice)).ExclusiveFrom!.Value;

        // Before it is exclusive, and one microsecond before, the address is enough.
        host.Clock.Set(exclusive - Duration.FromMinutes(2));
        RecoveryTicket code = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.Recover, WaitScene.Finder))!;
        host.Clock.Set(exclusive);
        CompleteOutcome.NeedsMore more = Assert.IsType<CompleteOutcome.NeedsMore>(await host.CompleteAsync(WaitScene.Finder, code));
        Assert.Equal([ProofKind.RecoveryKey], more.Kinds);
        host.Clock.Set(exclusive - ContactScene.Grain);
        Assert.IsType<CompleteOutcome.Completed>(await host.CompleteAsync(WaitScene.Finder, code));

        // With the password and the laptop that the account trusts, it is disabled a month later.
        host.Clock.Set(exclusive);
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        RecoveryTicket laptop = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.TrustedDevice);
        Assert.Equal(new DisableKeyOutcome.Refused(Refusal.TrustedDeviceNeeded), await host.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner.Having(password)));
        Assert.IsType<DisableKeyOutcome.Scheduled>(await host.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner.Having(password, laptop)));
        await host.DrainAsync();
        Assert.Equal(RecoveryEventKind.KeyDisablingScheduled, host.NoticesTo(ContactScene.Mira)[^1]);

        host.Clock.Set(exclusive + ContactScene.Month - Duration.FromMinutes(2));
        RecoveryTicket again = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.Recover, WaitScene.Finder))!;
        host.Clock.Set(exclusive + ContactScene.Month - ContactScene.Grain);
        Assert.IsType<CompleteOutcome.NeedsMore>(await host.CompleteAsync(WaitScene.Finder, again));
        host.Clock.Set(exclusive + ContactScene.Month);
        Assert.IsType<CompleteOutcome.Completed>(await host.CompleteAsync(WaitScene.Finder, again));
    }

    /// <summary>No trusted device either: that is the loss that was acknowledged. The wait leads back to the account, and round the key it does not.</summary>
    [Fact]
    public async Task W4_Without_a_trusted_device_the_wait_gives_new_contacts_and_they_do_not_side_step_the_key()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        await host.EnableKeyByContactAsync(mail);
        host.Clock.Advance(ContactScene.Month);
        Instant until = await host.StartWaitAsync();
        await host.SweepAtAsync(until);
        ContactId fresh = await host.AddFirstAsync(ContactScene.Work);

        RecoveryTicket code = (await host.ProveByAsync(ContactScene.Work, ProofPurpose.Recover, WaitScene.Finder))!;
        CompleteOutcome.NeedsMore more = Assert.IsType<CompleteOutcome.NeedsMore>(await host.CompleteAsync(WaitScene.Finder, code));
        Assert.Equal([ProofKind.RecoveryKey], more.Kinds);
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        RecoveryTicket settings = await host.ProveAsync(fresh, ProofPurpose.ChangeSecuritySettings);
        Assert.Equal(new IssueOutcome.Refused(Refusal.TrustedDeviceNeeded), await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password, settings)));
        Assert.Equal(new DisableKeyOutcome.Refused(Refusal.TrustedDeviceNeeded), await host.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner.Having(password, settings)));
    }
}
