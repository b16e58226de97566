using NodaTime;

namespace AccountRecovery;

/// <summary>What changes in an account that has contacts: the column of the table, by the services.</summary>
public sealed class EstablishedTests
{
    private static readonly Duration Grain = ContactScene.Grain;
    private static readonly Caller Finder = new() { Session = "recovering" };

    [Fact]
    public async Task W4_A_recovery_code_is_made_by_password_and_a_settled_contact_and_a_lost_one_is_replaced_so()
    {
        await using var host = new TestHost(sends: true);
        ContactId contact = await host.AddFirstAsync();
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);

        Assert.Equal(new IssueOutcome.Refused(Refusal.ContactProofNeeded), await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password)));
        RecoveryTicket code = await host.ProveAsync(contact, ProofPurpose.ChangeSecuritySettings);
        Assert.Equal(new IssueOutcome.Refused(Refusal.PasswordProofNeeded), await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(code)));
        string lost = Assert.IsType<IssueOutcome.Issued>(await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password, code))).Sheet.Codes[0].Reveal();
        string made = await host.MakeByContactAsync(contact);

        Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RecoveryCodes.RedeemAsync(TestHost.Alice, lost, Finder));
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, made, Finder));
    }

    [Fact]
    public async Task W4_A_ticket_of_a_contact_that_is_void_by_now_shows_nothing()
    {
        await using var host = new TestHost(sends: true);
        ContactId contact = await host.AddFirstAsync();
        RecoveryTicket code = await host.ProveAsync(contact, ProofPurpose.ChangeSecuritySettings);
        AccountRecord record = (await host.OpenAsync())!;
        Contact stored = record.Contacts.Find(contact.Number)!;

        // The epoch of before, so that nothing but the contact itself tells.
        await host.PutAsync(record with { Contacts = record.Contacts.Put(stored with { Number = 2, Address = ContactScene.Work }).Without(stored) });

        Assert.Equal(new ChangeOutcome.Refused(Refusal.ContactProofNeeded), await host.AddAsync(NewContact.Phone(ContactScene.Phone), [code]));
    }

    [Fact]
    public async Task W4_Without_the_key_itself_it_requires_a_contact_older_than_the_key_to_disable_it_and_a_month()
    {
        await using var host = new TestHost(sends: true);
        ContactId older = await host.AddFirstAsync();
        await host.EnableKeyByContactAsync(older);
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        ContactId younger = await host.AddByAsync(older, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        RecoveryTicket device = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.TrustedDevice);
        RecoveryTicket byYounger = await host.ProveAsync(younger, ProofPurpose.ChangeSecuritySettings);
        RecoveryTicket byOlder = await host.ProveAsync(older, ProofPurpose.ChangeSecuritySettings);

        Assert.Equal(new DisableKeyOutcome.Refused(Refusal.ContactProofNeeded), await host.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner.Having(password, device, byYounger)));
        Assert.IsType<DisableKeyOutcome.Scheduled>(await host.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner.Having(password, device, byOlder)));
    }

    [Fact]
    public async Task W4_While_a_key_is_exclusive_a_contact_and_the_password_make_no_recovery_code()
    {
        await using var host = new TestHost(sends: true);
        ContactId contact = await host.AddFirstAsync();
        await host.EnableKeyByContactAsync(contact);
        Instant exclusive = host.Clock.GetCurrentInstant() + ContactScene.Month;

        host.Clock.Set(exclusive - SendLimits.Spacing);
        RecoveryTicket again = await host.ProveAsync(contact, ProofPurpose.ChangeSecuritySettings);
        RecoveryTicket fresh = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        RecoveryTicket device = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.TrustedDevice);
        Assert.Equal(new IssueOutcome.Refused(Refusal.TrustedDeviceNeeded), await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(fresh, again)));
        Assert.IsType<IssueOutcome.Issued>(await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(fresh, again, device)));
    }

    /// <summary>A redeemed recovery code voids the contacts; a new one that is confirmed by its grant is the way out, and is settled at once.</summary>
    [Fact]
    public async Task W5_After_the_recovery_code_a_new_contact_ends_re_entry_and_the_old_ones_prove_nothing()
    {
        await using var host = new TestHost(sends: true);
        ContactId old = await host.AddFirstAsync();
        RecoveryTicket before = await host.ProveAsync(old, ProofPurpose.ChangeSecuritySettings);
        string recovery = await host.MakeByContactAsync(old);
        host.Clock.Advance(SendLimits.Spacing);
        SendOutcome.Sent open = Assert.IsType<SendOutcome.Sent>(await host.SendAsync(old, ProofPurpose.Recover));
        await host.DrainAsync();
        string opened = host.LastCode();

        RedeemOutcome.Redeemed redeemed = Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, recovery, Finder));

        Assert.Equal(1, redeemed.Voided!.Contacts);
        Assert.IsType<VerifyOutcome.Refused>(await host.TypeAsync(open.Challenge, opened));
        Assert.Equal(new ChangeOutcome.Refused(Refusal.TicketVoid), await host.AddAsync(NewContact.Email(ContactScene.Work), [before]));
        host.Mail.Clear();
        await host.AskAsync(ContactScene.Mira);
        Assert.DoesNotContain(host.Mail.Sent, message => message.Kind == MessageKind.SecurityCode);

        // The grant alone adds nothing before the host has new credentials for the account.
        Assert.Equal(new ChangeOutcome.Refused(Refusal.CredentialsNotSet), await host.AddAsync(NewContact.Email(ContactScene.Work), [redeemed.Grant!], caller: Finder));
        Assert.IsType<CredentialsOutcome.Done>(await host.Recovery.CredentialsSetAsync(TestHost.Alice, Finder.Having(redeemed.Grant!)));
        Assert.IsType<IssueOutcome.Issued>(await host.RecoveryCodes.GenerateAsync(TestHost.Alice, Finder.Having(redeemed.Grant!)));
        AccessResult answer = await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.ChangeSecuritySettings, new AccessFacts { SessionBegan = host.Clock.GetCurrentInstant() });
        Assert.Equal((AccessDenial.BeingSetUp, true), (answer.Denial, answer.Steps.Contains(AccessStep.AddContact)));

        ChangeOutcome.CodeSent sent = Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email(ContactScene.Work), [redeemed.Grant!], caller: Finder));
        ContactId added = await host.ConfirmLastAsync(sent, ContactScene.Work);
        ContactView view = (await host.SecurityInfo.GetAsync(TestHost.Alice)).Contacts.Single(contact => contact.Id == added);
        Assert.Equal((ContactState.Verified, view.VerifiedAt), (view.State, view.SettledFrom));
        answer = await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.ChangeSecuritySettings, new AccessFacts { SessionBegan = host.Clock.GetCurrentInstant() });
        Assert.True(answer.IsAllowed);
        Assert.Equal(new ChangeOutcome.Refused(Refusal.ContactProofNeeded), await host.AddAsync(NewContact.Phone(ContactScene.Phone), [redeemed.Grant!], caller: Finder));
    }

    [Fact]
    public async Task A_voided_contact_hears_of_everything_for_72_hours_can_ask_for_a_code_to_freeze_and_is_gone_then()
    {
        await using var host = new TestHost(sends: true);
        ContactId old = await host.AddFirstAsync();
        ContactId young = await host.AddByAsync(old, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        string recovery = await host.MakeByContactAsync(old);
        RedeemOutcome.Redeemed redeemed = Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, recovery, Finder));
        Instant since = host.Clock.GetCurrentInstant();
        await host.DrainAsync();
        host.Mail.Clear();

        Assert.IsType<CredentialsOutcome.Done>(await host.Recovery.CredentialsSetAsync(TestHost.Alice, Finder.Having(redeemed.Grant!)));
        await host.DrainAsync();
        Assert.Equal(2, host.Mail.Sent.Count(message => message.About == RecoveryEventKind.CredentialsSet));

        // The settled one may freeze; the young one was perhaps the hijacker's.
        host.Clock.Set(since + Duration.FromHours(72) - Duration.FromMinutes(1));
        ChallengeId challenge = await host.AskAsync(ContactScene.Mira, ProofPurpose.FreezeRecovery);
        Assert.NotNull(Assert.IsType<VerifyOutcome.Verified>(await host.TypeAsync(challenge, host.LastCode(), ProofPurpose.FreezeRecovery)).Proof);
        int sent = host.Mail.Sent.Count;
        await host.AskAsync(ContactScene.Phone, ProofPurpose.FreezeRecovery);
        Assert.Equal(sent, host.Mail.Sent.Count);

        host.Clock.Set(since + Duration.FromHours(72) - Grain);
        Assert.Equal([old, young], (await host.SecurityInfo.GetAsync(TestHost.Alice)).Contacts.Select(contact => contact.Id));
        host.Clock.Set(since + Duration.FromHours(72));
        await host.DueWork.RunAsync(10);
        Assert.Empty((await host.OpenAsync())!.Contacts.Items);
    }

    /// <summary>An account that never had contacts is through with re-entry at the first of a new recovery code and a contact.</summary>
    [Fact]
    public async Task An_account_without_contacts_leaves_re_entry_by_either()
    {
        await using var host = new TestHost(sends: true);
        string recovery = await host.MakeRecoveryCodeAsync();
        RedeemOutcome.Redeemed redeemed = Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, recovery, Finder));
        Assert.IsType<CredentialsOutcome.Done>(await host.Recovery.CredentialsSetAsync(TestHost.Alice, Finder.Having(redeemed.Grant!)));

        ChangeOutcome.CodeSent sent = Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email(ContactScene.Mira), [redeemed.Grant!], caller: Finder));
        Assert.NotNull((await host.OpenAsync())!.Access.Reentry);
        await host.ConfirmLastAsync(sent, ContactScene.Mira);

        Assert.Null((await host.OpenAsync())!.Access.Reentry);
        Assert.Equal(AccountState.Established, (await host.OpenAsync())!.State);
    }
}
