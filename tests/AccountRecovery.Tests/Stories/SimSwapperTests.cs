using NodaTime;

namespace AccountRecovery;

/// <summary>Somebody talks a phone company into giving them the owner's number, and has a session of the owner's too. The codes of the number come to them.</summary>
public sealed class SimSwapperTests
{
    private const string Swapper = "swapper@example.com";

    [Fact]
    public async Task W4_By_the_code_of_a_younger_number_nothing_older_is_removed()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        ContactId phone = await host.AddByAsync(mail, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);

        // Settled or not: it stays younger than the address.
        foreach (Duration later in (Duration[])[Duration.Zero, ContactScene.Month, Duration.FromDays(365)])
        {
            host.Clock.Advance(later);
            Assert.Equal(new ChangeOutcome.Refused(Refusal.ContactProofNeeded), await host.RemoveByAsync(mail, phone, WaitScene.Thief));
        }
    }

    [Fact]
    public async Task W4_By_the_code_of_a_young_number_nothing_is_added_and_no_recovery_is_completed()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        ContactId phone = await host.AddByAsync(mail, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);

        RecoveryTicket code = await host.ProveByIdAsync(phone, ProofPurpose.ChangeSecuritySettings, WaitScene.Thief);
        Assert.Equal(new ChangeOutcome.Refused(Refusal.ContactProofNeeded), await host.AddAsync(NewContact.Email(Swapper), [code], caller: WaitScene.Thief));
        RecoveryTicket? recover = await host.ProveByAsync(ContactScene.Phone, ProofPurpose.Recover, WaitScene.Thief);
        Assert.IsType<CompleteOutcome.NeedsMore>(await host.CompleteAsync(WaitScene.Thief, recover!));
    }

    /// <summary>The number is the oldest contact: it removes the address. The address is told, and takes everything back.</summary>
    [Fact]
    public async Task W4_By_the_code_of_the_oldest_the_address_is_removed_notified_and_undoes_it_once()
    {
        await using var host = new TestHost(sends: true);
        (ContactId phone, ContactId mail) = await PhoneFirstAsync(host);
        string paper = await host.MakeByContactAsync(phone);
        await host.DrainAsync();
        host.Mail.Clear();

        Assert.IsType<ChangeOutcome.Done>(await host.RemoveByAsync(mail, phone, WaitScene.Thief));
        Instant removed = host.Clock.GetCurrentInstant();
        await host.DrainAsync();
        Assert.Equal([RecoveryEventKind.ContactRemoved], host.NoticesTo(ContactScene.Mira));

        // The thief puts an address of their own in its place, and makes themselves a recovery code and backup codes.
        RecoveryTicket code = await host.ProveByIdAsync(phone, ProofPurpose.ChangeSecuritySettings, WaitScene.Thief);
        ChangeOutcome added = await host.AddAsync(NewContact.Email(Swapper), [code], caller: WaitScene.Thief);
        await host.ConfirmLastAsync(Assert.IsType<ChangeOutcome.CodeSent>(added), Swapper);
        host.Clock.Advance(Duration.FromHours(1));
        string stolen = await host.MakeByContactAsync(phone);
        string[] codes = await host.IssueAsync();
        await host.DrainAsync();
        Assert.Contains(RecoveryEventKind.CodesIssued, host.NoticesTo(ContactScene.Mira));
        RecoveryTicket old = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.HostSession, caller: WaitScene.Thief);

        // A month, less five minutes, later the owner reads their mail.
        host.Clock.Set(removed + ContactScene.Month - Duration.FromMinutes(5));
        RecoveryTicket proof = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.UndoRemoval))!;
        RecoveryTicket again = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.UndoRemoval, WaitScene.Finder))!;
        ChangeOutcome.Done undone = Assert.IsType<ChangeOutcome.Done>(await host.SecurityInfo.UndoRemovalAsync(TestHost.Alice, TestHost.Stranger.Having(proof)));
        await host.DrainAsync();

        Assert.Equal([(phone, ContactState.Verified), (mail, ContactState.Verified)], undone.View.Contacts.Select(contact => (contact.Id, contact.State)));
        ContactView back = undone.View.Contacts[1];
        Assert.Equal(host.Clock.GetCurrentInstant() + ContactScene.Month, back.SettledFrom!.Value);
        Assert.InRange(back.VerifiedAt!.Value, TestHost.Start, removed);
        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await host.RecoveryCodes.RedeemAsync(TestHost.Alice, stolen, WaitScene.Thief));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await host.RedeemAsync(codes[0]));
        Assert.Equal(new ChangeOutcome.Refused(Refusal.TicketExpired), await host.SecurityInfo.RemoveAllAsync(TestHost.Alice, WaitScene.Thief.Having(old)));
        Assert.Null(await host.ProveByAsync(Swapper, ProofPurpose.Recover, WaitScene.Thief));
        Assert.Equal(RecoveryEventKind.RemovalUndone, host.NoticesTo(ContactScene.Phone)[^1]);

        // Once: the ticket is used up, and no further one is to be had. The paper of before the thief was replaced by the thief, and stays dead.
        Assert.Equal(new ChangeOutcome.Refused(Refusal.TicketVoid), await host.SecurityInfo.UndoRemovalAsync(TestHost.Alice, WaitScene.Finder.Having(again)));
        Assert.Null(await host.ProveByAsync(ContactScene.Mira, ProofPurpose.UndoRemoval));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await host.RecoveryCodes.RedeemAsync(TestHost.Alice, paper, WaitScene.Finder));
    }

    /// <summary>The thief's address was added before the removal and confirmed after it: it goes all the same.</summary>
    [Fact]
    public async Task W4_What_was_confirmed_since_the_removal_goes_though_it_was_added_before()
    {
        await using var host = new TestHost(sends: true);
        (ContactId phone, ContactId mail) = await PhoneFirstAsync(host);
        RecoveryTicket code = await host.ProveByIdAsync(phone, ProofPurpose.ChangeSecuritySettings, WaitScene.Thief);
        ChangeOutcome.CodeSent added = Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email(Swapper), [code], caller: WaitScene.Thief));
        await host.DrainAsync();
        host.Clock.Advance(Duration.FromMinutes(1));
        Assert.IsType<ChangeOutcome.Done>(await host.ThenDrainAsync(host.SecurityInfo.RemoveAsync(TestHost.Alice, mail, WaitScene.Thief.Having(code))));
        host.Clock.Advance(Duration.FromMinutes(1));
        await host.ConfirmLastAsync(added, Swapper);
        host.Clock.Advance(Duration.FromDays(1));

        RecoveryTicket proof = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.UndoRemoval))!;
        ChangeOutcome.Done undone = Assert.IsType<ChangeOutcome.Done>(await host.SecurityInfo.UndoRemovalAsync(TestHost.Alice, TestHost.Stranger.Having(proof)));

        Assert.Equal([phone, mail], undone.View.Contacts.Select(contact => contact.Id));
    }

    /// <summary>A recovery key that the thief has made since goes as a recovery code does.</summary>
    [Fact]
    public async Task W4_A_recovery_key_that_was_made_since_goes_with_an_undo()
    {
        await using var host = new TestHost(sends: true);
        (ContactId phone, ContactId mail) = await PhoneFirstAsync(host);
        await host.RemoveByAsync(mail, phone, WaitScene.Thief);
        host.Clock.Advance(Duration.FromHours(1));
        await host.EnableKeyByContactAsync(phone);
        await host.DrainAsync();
        Assert.True((await host.RecoveryKeys.GetStatusAsync(TestHost.Alice)).IsLive);

        RecoveryTicket proof = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.UndoRemoval))!;
        Assert.IsType<ChangeOutcome.Done>(await host.SecurityInfo.UndoRemovalAsync(TestHost.Alice, TestHost.Stranger.Having(proof)));

        Assert.False((await host.RecoveryKeys.GetStatusAsync(TestHost.Alice)).IsLive);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public async Task W4_A_removal_is_undone_until_720_hours_and_not_at_them(int microseconds, bool undone)
    {
        await using var host = new TestHost(sends: true);
        (ContactId phone, ContactId mail) = await PhoneFirstAsync(host);
        await host.RemoveByAsync(mail, phone, WaitScene.Thief);
        Instant end = host.Clock.GetCurrentInstant() + ContactScene.Month;
        host.Clock.Set(end - Duration.FromMinutes(1));
        RecoveryTicket proof = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.UndoRemoval))!;

        host.Clock.Set(end + (ContactScene.Grain * microseconds));
        ChangeOutcome outcome = await host.SecurityInfo.UndoRemovalAsync(TestHost.Alice, TestHost.Stranger.Having(proof));

        Assert.Equal(undone, outcome is ChangeOutcome.Done);
        Assert.True(undone || outcome == new ChangeOutcome.Refused(Refusal.ContactProofNeeded));
    }

    /// <summary>The thief removes the address, and then everything. The removed address comes back as one that leaves, and ends the wait.</summary>
    [Fact]
    public async Task W2_A_removed_address_that_comes_back_in_the_wait_cancels_it()
    {
        await using var host = new TestHost(sends: true);
        (ContactId phone, ContactId mail) = await PhoneFirstAsync(host);
        await host.RemoveByAsync(mail, phone, WaitScene.Thief);
        await host.StartWaitAsync(WaitScene.Thief);
        await host.DrainAsync();
        Assert.Equal(RecoveryEventKind.WaitStarted, host.NoticesTo(ContactScene.Mira)[^1]);
        Assert.Null(await host.ProveByAsync(ContactScene.Mira, ProofPurpose.CancelWait));

        RecoveryTicket proof = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.UndoRemoval))!;
        Assert.IsType<ChangeOutcome.Done>(await host.SecurityInfo.UndoRemovalAsync(TestHost.Alice, TestHost.Stranger.Having(proof)));
        Assert.Equal([ContactState.Leaving, ContactState.Leaving], await host.StatesAsync());
        Assert.IsType<ChangeOutcome.Done>(await host.CancelAsync(ContactScene.Mira));

        Assert.Equal([ContactState.Verified, ContactState.Verified], await host.StatesAsync());
    }

    private static async Task<(ContactId Phone, ContactId Mail)> PhoneFirstAsync(TestHost host)
    {
        ChangeOutcome outcome = await host.AddAsync(NewContact.Phone(ContactScene.Phone));
        ContactId phone = await host.ConfirmLastAsync(Assert.IsType<ChangeOutcome.CodeSent>(outcome), ContactScene.Phone);
        return (phone, await host.AddByAsync(phone, NewContact.Email(ContactScene.Mira), ContactScene.Mira));
    }
}
