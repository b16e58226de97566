using NodaTime;

namespace AccountRecovery;

/// <summary>Somebody knows the password of an account that has contacts, and signs in with it as they like.</summary>
public sealed class HijackerOfAnAccountWithContactsTests
{
    private const string Hideout = "hideout@example.com";

    [Fact]
    public async Task W2_They_wait_with_a_notice_address_of_their_own_which_proves_nothing_and_goes_with_the_cancelled_wait()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        Instant until = await host.StartWaitAsync(WaitScene.Thief);
        await host.SetNoticeAsync(Hideout, WaitScene.Thief);
        await host.DrainAsync();

        // The owner reads that there is a new address; the hijacker reads how the wait goes.
        Assert.Contains(RecoveryEventKind.ContactConfirmed, host.NoticesTo(ContactScene.Mira));
        await host.SweepAtAsync(until - Duration.FromDays(23));
        Assert.Equal([RecoveryEventKind.WaitReminder], host.NoticesTo(Hideout));
        foreach (ProofPurpose purpose in (ProofPurpose[])[ProofPurpose.CancelWait, ProofPurpose.Recover, ProofPurpose.UndoRemoval, ProofPurpose.FreezeRecovery])
        {
            Assert.Null(await host.ProveByAsync(Hideout, purpose, WaitScene.Thief));
        }

        // At the last second but some, the owner is back.
        host.Clock.Set(until - Duration.FromMinutes(5));
        Assert.IsType<ChangeOutcome.Done>(await host.CancelAsync(ContactScene.Mira));
        await host.DrainAsync();
        Assert.Equal([ContactState.Verified], await host.StatesAsync());
        Assert.DoesNotContain(RecoveryEventKind.WaitCancelled, host.NoticesTo(Hideout));

        // From here on the password is worth no wait for 720 hours: the host asks for a new one.
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, caller: WaitScene.Thief);
        Assert.Equal(new ChangeOutcome.Refused(Refusal.ContactProofNeeded), await host.RemoveAllAsync(WaitScene.Thief, password));
    }

    [Fact]
    public async Task W1_Undisturbed_for_720_hours_they_have_the_account_and_not_a_microsecond_sooner()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        Instant since = host.Clock.GetCurrentInstant();
        Instant until = await host.StartWaitAsync(WaitScene.Thief);
        Assert.Equal(since + WaitScene.Length, until);

        await host.SweepAtAsync(until - ContactScene.Grain);
        RecoveryTicket early = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, caller: WaitScene.Thief);
        Assert.Equal(new ChangeOutcome.Refused(Refusal.NotInThisState), await host.AddAsync(NewContact.Email(Hideout), [early], caller: WaitScene.Thief));

        await host.SweepAtAsync(until);
        Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email(Hideout), [early], caller: WaitScene.Thief));
        Assert.Equal(RecoveryEventKind.WaitEnded, host.NoticesTo(ContactScene.Mira)[^1]);
    }

    /// <summary>The owner has the paper. Whatever the hijacker waits for, it is over at once, and the notice address is gone with everything else.</summary>
    [Fact]
    public async Task W5_The_recovery_code_ends_the_hijackers_wait_at_once()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        string paper = await host.MakeByContactAsync(mail);
        await host.StartWaitAsync(WaitScene.Thief);
        await host.SetNoticeAsync(Hideout, WaitScene.Thief);
        RecoveryTicket before = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, caller: WaitScene.Thief);
        host.Mail.Clear();

        RedeemOutcome.Redeemed redeemed = await host.RedeemCodeAsync(paper);
        await host.DrainAsync();

        Assert.Equal((1, AccountState.Reentry), (redeemed.Voided!.Contacts, await host.StateAsync()));
        Assert.Empty(host.NoticesTo(Hideout));
        Assert.DoesNotContain((await host.OpenAsync())!.Contacts.Items, contact => contact.Address == Hideout);
        foreach (AccountAction action in Enum.GetValues<AccountAction>())
        {
            Assert.Equal(AccessDenial.CredentialsNotSet, await host.DenialAsync(action));
        }

        await host.SetUpAgainAsync(redeemed.Grant!, ContactScene.Work);
        Assert.Equal(new ChangeOutcome.Refused(Refusal.TicketVoid), await host.SecurityInfo.RemoveAllAsync(TestHost.Alice, WaitScene.Thief.Having(before)));
        Assert.Equal(AccountState.Established, await host.StateAsync());
    }
}
