using NodaTime;

namespace AccountRecovery;

/// <summary>Owners who can no longer be reached where the account knows them: some of it is lost, all of it, or it was never theirs.</summary>
public sealed class LostContactsTests
{
    private const string Wrong = "+447700900321";

    [Fact]
    public async Task The_phone_is_lost_and_the_older_address_removes_it_whoever_finds_it_is_notified_and_gets_nothing_else()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        ContactId phone = await host.AddByAsync(mail, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);

        ChangeOutcome.Done done = Assert.IsType<ChangeOutcome.Done>(await host.RemoveByAsync(phone, mail));
        await host.DrainAsync();

        Assert.Equal([ContactState.Verified, ContactState.Removed], done.View.Contacts.Select(contact => contact.State));
        Assert.Equal((1, host.Clock.GetCurrentInstant() + ContactScene.Month), (done.View.Independent, done.View.Contacts[1].Until!.Value));
        Assert.Equal(RecoveryEventKind.ContactRemoved, host.NoticesTo(ContactScene.Phone)[^1]);
        Assert.Null(await host.ProveByAsync(ContactScene.Phone, ProofPurpose.Recover));
        Assert.Null(await host.ProveByAsync(ContactScene.Phone, ProofPurpose.CancelWait));
    }

    /// <summary>The other way round nothing removes it but the phone itself; what is left is to remove all, or the recovery code.</summary>
    [Fact]
    public async Task The_phone_is_lost_and_was_there_first_so_the_younger_address_does_not_remove_it()
    {
        await using var host = new TestHost(sends: true);
        ChangeOutcome outcome = await host.AddAsync(NewContact.Phone(ContactScene.Phone));
        ContactId phone = await host.ConfirmLastAsync(Assert.IsType<ChangeOutcome.CodeSent>(outcome), ContactScene.Phone);
        ContactId mail = await host.AddByAsync(phone, NewContact.Email(ContactScene.Mira), ContactScene.Mira);

        Assert.Equal(new ChangeOutcome.Refused(Refusal.ContactProofNeeded), await host.RemoveByAsync(phone, mail));
        Assert.IsType<ChangeOutcome.WaitStarted>(await host.RemoveAllAsync());
    }

    /// <summary>No contact is left, and no paper: thirty days, told at the notice address, and a new beginning by the password.</summary>
    [Fact]
    public async Task Everything_is_lost_and_the_wait_leads_back()
    {
        await using var host = new TestHost(sends: true, listens: true);
        await host.AddFirstAsync();
        await host.AddByAsync((await host.SecurityInfo.GetAsync(TestHost.Alice)).Contacts[0].Id, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        await host.DrainAsync();
        host.Mail.Clear();
        Instant until = await host.StartWaitAsync();
        await host.SetNoticeAsync();
        foreach (int day in (int[])[7, 14, 21, 23, 27, 29, 30])
        {
            await host.SweepAtAsync(until - WaitScene.Length + Duration.FromDays(day));
        }

        // At the new address: everything from then on. At the old ones too, should somebody else have begun it.
        RecoveryEventKind[] reminders = [.. Enumerable.Repeat(RecoveryEventKind.WaitReminder, 6), RecoveryEventKind.WaitEnded];
        Assert.Equal(reminders, host.NoticesTo(WaitScene.Elsewhere));
        Assert.Equal([RecoveryEventKind.WaitStarted, RecoveryEventKind.ContactAdded, RecoveryEventKind.ContactConfirmed, .. reminders], host.NoticesTo(ContactScene.Phone));

        // Whoever signs in is asked to begin anew; what is sensitive waits for it.
        AccessResult answer = await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.SignIn, AccessFacts.None);
        Assert.Equal((AccessDenial.None, AccessStep.AddContact), (answer.Denial, Assert.Single(answer.Steps)));
        Assert.All(WaitScene.Sensitive, action => Assert.Equal(AccessDenial.BeingSetUp, host.DenialAsync(action).GetAwaiter().GetResult()));
        Assert.Empty((await host.SecurityInfo.GetAsync(TestHost.Alice)).Contacts);
        ContactId fresh = await host.AddFirstAsync(ContactScene.Work);

        ContactView view = Assert.Single((await host.SecurityInfo.GetAsync(TestHost.Alice)).Contacts);
        Assert.Equal((fresh, view.VerifiedAt), (view.Id, view.SettledFrom));
        Assert.All(Enum.GetValues<AccountAction>(), action => Assert.Equal(AccessDenial.None, host.DenialAsync(action).GetAwaiter().GetResult()));
        Assert.Equal(AccountState.Established, await host.StateAsync());
    }

    /// <summary>In the middle of the wait the paper turns up after all.</summary>
    [Fact]
    public async Task Everything_is_lost_and_then_the_paper_is_found_which_ends_the_wait_at_once()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        string paper = await host.MakeByContactAsync(mail);
        await host.StartWaitAsync();
        host.Clock.Advance(Duration.FromDays(12));
        AccessResult answer = await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.SignIn, AccessFacts.None);
        Assert.Equal([AccessStep.CancelWait, AccessStep.RedeemRecoveryCode], answer.Steps);

        RedeemOutcome.Redeemed redeemed = await host.RedeemCodeAsync(paper);
        await host.SetUpAgainAsync(redeemed.Grant!, ContactScene.Work);

        Assert.Equal(AccountState.Established, await host.StateAsync());
        Assert.Equal(AccessDenial.None, await host.DenialAsync(AccountAction.ChangeSecuritySettings));
        Assert.Equal(AccessDenial.PaymentsHeld, await host.DenialAsync(AccountAction.UsePaymentOptions));
    }

    /// <summary>A digit is wrong, and the code comes to a stranger. They can do nothing with it, and nothing of their number is left.</summary>
    [Fact]
    public async Task W6_A_number_that_was_mistyped_gets_one_code_and_is_forgotten()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        RecoveryTicket code = await host.ProveAsync(mail, ProofPurpose.ChangeSecuritySettings);
        ChangeOutcome.CodeSent wrong = Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Phone(Wrong), [code]));
        await host.DrainAsync();
        string theirs = host.Mail.LastCodeTo(Wrong)!;

        // The stranger has the code alone; it is for confirming, and no other flow takes it.
        ChallengeId own = await host.AskAsync(Wrong);
        Assert.IsType<VerifyOutcome.Refused>(await host.TypeAsync(own, theirs));

        ChangeOutcome.CodeSent right = Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Phone(ContactScene.Phone), [code]));
        await host.ConfirmLastAsync(right, ContactScene.Phone);
        await host.DrainAsync();

        Assert.Equal(new VerifyOutcome.Refused(Refusal.ChallengeOver), await host.SecurityInfo.ConfirmAsync(TestHost.Alice, wrong.Challenge, theirs, TestHost.Owner));
        Assert.Single(host.Mail.Sent, message => message.RevealAddress() == Wrong);
        Assert.DoesNotContain((await host.OpenAsync())!.Contacts.Items, contact => contact.Address == Wrong);
    }

    /// <summary>A new contract, a new number: added by the address, and the old one removed. A month later it is as good as the old one was, and that is gone.</summary>
    [Fact]
    public async Task A_number_is_changed_honestly()
    {
        const string NewPhone = "+447700900777";
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        ContactId old = await host.AddByAsync(mail, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        host.Clock.Advance(ContactScene.Month);
        ContactId added = await host.AddByAsync(mail, NewContact.Phone(NewPhone), NewPhone);
        Instant verified = host.Clock.GetCurrentInstant();
        Assert.IsType<ChangeOutcome.Done>(await host.RemoveByAsync(old, mail));
        Instant removed = host.Clock.GetCurrentInstant();
        await host.DrainAsync();
        Assert.Contains(RecoveryEventKind.ContactAdded, host.NoticesTo(ContactScene.Phone));
        Assert.Equal(RecoveryEventKind.ContactRemoved, host.NoticesTo(ContactScene.Phone)[^1]);

        // Young until 720 hours have passed, to the microsecond.
        host.Clock.Set(verified + ContactScene.Month - Duration.FromMinutes(2));
        RecoveryTicket code = await host.ProveAsync(added, ProofPurpose.ChangeSecuritySettings);
        host.Clock.Set(verified + ContactScene.Month - ContactScene.Grain);
        Assert.Equal(new ChangeOutcome.Refused(Refusal.ContactProofNeeded), await host.AddAsync(NewContact.Email(ContactScene.Work), [code]));
        host.Clock.Set(verified + ContactScene.Month);
        Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email(ContactScene.Work), [code]));

        await host.SweepAtAsync(removed + ContactScene.Month);
        Assert.DoesNotContain((await host.OpenAsync())!.Contacts.Items, contact => contact.Id == old);
    }
}
