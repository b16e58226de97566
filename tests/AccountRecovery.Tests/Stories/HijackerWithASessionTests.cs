using NodaTime;

namespace AccountRecovery;

/// <summary>Somebody sits in a live session of the owner's, on a computer in a library. They want the account for themselves, and the owner to be gone.</summary>
public sealed class HijackerWithASessionTests
{
    [Fact]
    public async Task W2_They_begin_the_wait_the_owner_hears_of_it_everywhere_and_ends_it_without_a_session_on_day_29()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        await host.AddByAsync(mail, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        Instant began = host.Clock.GetCurrentInstant();
        await host.DrainAsync();
        host.Mail.Clear();

        // The session alone begins the wait, and gains nothing by it.
        Instant until = await host.StartWaitAsync(WaitScene.Thief);
        Instant since = until - WaitScene.Length;
        await host.DrainAsync();
        foreach (AccountAction action in WaitScene.Sensitive)
        {
            Assert.Equal(AccessDenial.WaitRuns, await host.DenialAsync(action, began));
        }

        Assert.Equal(AccessDenial.None, await host.DenialAsync(AccountAction.UseServices, began));
        RecoveryTicket session = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.HostSession, caller: WaitScene.Thief);
        Assert.Equal(
            new ChangeOutcome.Refused(Refusal.NotInThisState),
            await host.SecurityInfo.AddAsync(TestHost.Alice, NewContact.Email("thief@example.com"), WaitScene.Thief.Having(session)));
        Assert.Equal(
            new ChangeOutcome.Refused(Refusal.PasswordProofNeeded),
            await host.SecurityInfo.SetNoticeAddressAsync(TestHost.Alice, NewContact.Email("thief@example.com"), WaitScene.Thief.Having(session)));

        // The owner is on a boat for four weeks and a day.
        foreach (int day in (int[])[7, 14, 21, 23, 27, 29])
        {
            await host.SweepAtAsync(since + Duration.FromDays(day));
        }

        RecoveryEventKind[] told = [RecoveryEventKind.WaitStarted, .. Enumerable.Repeat(RecoveryEventKind.WaitReminder, 6)];
        Assert.Equal(told, host.NoticesTo(ContactScene.Mira));
        Assert.Equal(told, host.NoticesTo(ContactScene.Phone));

        // Back in a harbour: one code ends it, the contacts are as they were, and the thief is out.
        Assert.IsType<ChangeOutcome.Done>(await host.CancelAsync(ContactScene.Mira));
        await host.DrainAsync();
        Assert.Equal([ContactState.Verified, ContactState.Verified], await host.StatesAsync());
        Assert.All(Enum.GetValues<AccountAction>().Where(action => action != AccountAction.SignIn), action =>
            Assert.Equal(AccessDenial.SessionVoid, host.DenialAsync(action, began).GetAwaiter().GetResult()));
        Assert.Equal(RecoveryEventKind.WaitCancelled, host.NoticesTo(ContactScene.Mira)[^1]);
        Assert.Equal(RecoveryEventKind.WaitCancelled, host.NoticesTo(ContactScene.Phone)[^1]);

        // Nothing ends by itself any more; and a session does not begin it again.
        await host.SweepAtAsync(until + Duration.FromDays(1));
        Assert.Equal(AccountState.Established, await host.StateAsync());
        Assert.Equal(new ChangeOutcome.Refused(Refusal.ContactProofNeeded), await host.RemoveAllAsync(WaitScene.Thief));
    }

    /// <summary>A session asks for codes, but they come to the owner; what is left is to guess, which is counted.</summary>
    [Fact]
    public async Task W4_They_change_no_contact_and_no_recovery_code_by_the_session_and_the_second_step()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        ContactId phone = await host.AddByAsync(mail, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        await host.MakeByContactAsync(mail);
        RecoveryTicket[] all =
        [
            await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.HostSession, caller: WaitScene.Thief),
            await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.HostTwoStep, caller: WaitScene.Thief),
            await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.TrustedDevice, caller: WaitScene.Thief),
        ];
        await host.DrainAsync();
        Ports.StoredRecord? before = await host.Store.ReadAsync(TestHost.Alice, default);

        Assert.Equal(new ChangeOutcome.Refused(Refusal.ContactProofNeeded), await host.SecurityInfo.AddAsync(TestHost.Alice, NewContact.Email("thief@example.com"), WaitScene.Thief.Having(all)));
        Assert.Equal(new ChangeOutcome.Refused(Refusal.ContactProofNeeded), await host.SecurityInfo.RemoveAsync(TestHost.Alice, phone, WaitScene.Thief.Having(all)));
        Assert.Equal(new IssueOutcome.Refused(Refusal.PasswordProofNeeded), await host.RecoveryCodes.GenerateAsync(TestHost.Alice, WaitScene.Thief.Having(all)));
        Assert.Equal(new RevokeOutcome.Refused(Refusal.PasswordProofNeeded), await host.RecoveryCodes.RevokeAsync(TestHost.Alice, WaitScene.Thief.Having(all)));
        Assert.Equal(new IssueOutcome.Refused(Refusal.PasswordProofNeeded), await host.Codes.GenerateAsync(TestHost.Alice, WaitScene.Thief.Having(all)));
        Assert.Equal(new BeginKeyOutcome.Refused(Refusal.PasswordProofNeeded), await host.RecoveryKeys.BeginAsync(TestHost.Alice, true, WaitScene.Thief.Having(all)));

        Assert.Equal(before, await host.Store.ReadAsync(TestHost.Alice, default));
    }
}
