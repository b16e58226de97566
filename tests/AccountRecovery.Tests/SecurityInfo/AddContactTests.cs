using NodaTime;

namespace AccountRecovery;

/// <summary>Adding contacts: who may, what is sent where, and from when on they count.</summary>
public sealed class AddContactTests
{
    private static readonly Duration Grain = ContactScene.Grain;

    [Fact]
    public async Task AddAsync_FirstContact_IsPendingUntilItsCodeComesBack()
    {
        await using var host = new TestHost(sends: true, listens: true);

        ChangeOutcome.CodeSent sent = Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email("  mira@EXAMPLE.com ")));
        await host.DrainAsync();

        Assert.Equal((ContactState.Pending, "m***@example.com", TestHost.Start + Duration.FromHours(24)), (sent.Contact.State, sent.Contact.Masked, sent.Contact.Until));
        OutboundMessage message = Assert.Single(host.Mail.Sent);
        Assert.Equal((ContactScene.Mira, ProofPurpose.ConfirmContact), (message.RevealAddress(), message.Purpose));
        Assert.Contains(message.RevealCode()!, message.Text.RevealBody(), StringComparison.Ordinal);

        VerifyOutcome.Verified verified = Assert.IsType<VerifyOutcome.Verified>(
            await host.SecurityInfo.ConfirmAsync(TestHost.Alice, sent.Challenge, message.RevealCode(), TestHost.Owner));
        await host.DrainAsync();

        Assert.Null(verified.Proof);
        ContactView view = Assert.Single((await host.SecurityInfo.GetAsync(TestHost.Alice)).Contacts);
        Assert.Equal(verified.Contact, view);
        Assert.Equal((ContactState.Verified, TestHost.Start, TestHost.Start, (Instant?)null), (view.State, view.VerifiedAt, view.SettledFrom, view.Until));
        Assert.Equal(
            [RecoveryEventKind.ContactAdded, RecoveryEventKind.SecurityCodeSent, RecoveryEventKind.ContactConfirmed],
            host.Sink.Delivered.Select(told => told.Kind));
        Assert.All(host.Sink.Delivered, told => Assert.Equal((sent.Contact.Id, ContactChannel.Email), (told.Contact!.Value, told.Channel!.Value)));
    }

    [Fact]
    public async Task AddAsync_MistypedFirst_TheSecondTakesItsPlace()
    {
        await using var host = new TestHost(sends: true);
        ChangeOutcome.CodeSent wrong = Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email("mria@example.com")));
        await host.DrainAsync();
        ChangeOutcome.CodeSent right = Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email(ContactScene.Mira)));

        VerifyOutcome old = await host.SecurityInfo.ConfirmAsync(TestHost.Alice, wrong.Challenge, host.Mail.LastCodeTo("mria@example.com"), TestHost.Owner);

        Assert.Equal(new VerifyOutcome.Refused(Refusal.ChallengeOver), old);
        Assert.Equal(right.Contact.Id, await host.ConfirmLastAsync(right, ContactScene.Mira));
        Assert.Single((await host.SecurityInfo.GetAsync(TestHost.Alice)).Contacts);
    }

    [Fact]
    public async Task A_pending_contact_is_gone_after_24_hours_and_not_a_microsecond_before()
    {
        await using var host = new TestHost(sends: true, listens: true);
        await host.AddAsync(NewContact.Email(ContactScene.Mira));
        await host.DrainAsync();
        host.Clock.Advance(Duration.FromHours(24) - Grain);
        Assert.Single((await host.SecurityInfo.GetAsync(TestHost.Alice)).Contacts);

        host.Clock.Advance(Grain);
        Assert.Empty((await host.SecurityInfo.GetAsync(TestHost.Alice)).Contacts);
        Assert.Equal(1, (await host.DueWork.RunAsync(10)).Changed);
        await host.DrainAsync();

        Assert.Contains(host.Sink.Delivered, told => told.Kind == RecoveryEventKind.PendingContactExpired && told.At == TestHost.Start + Duration.FromHours(24));
        Assert.Empty((await host.OpenAsync())!.Contacts.Items);
    }

    [Fact]
    public async Task Its_code_is_good_for_ten_minutes_and_not_a_microsecond_longer()
    {
        await using var host = new TestHost(sends: true);
        ChangeOutcome.CodeSent sent = Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email(ContactScene.Mira)));
        await host.DrainAsync();

        host.Clock.Advance(Duration.FromMinutes(10));
        Assert.Equal(new VerifyOutcome.Refused(Refusal.ChallengeOver), await host.SecurityInfo.ConfirmAsync(TestHost.Alice, sent.Challenge, host.LastCode(), TestHost.Owner));

        RecoveryTicket again = await host.VouchAsync(ProofPurpose.ConfirmContact, HostProof.HostSession);
        Assert.Equal(new SendOutcome.Refused(Refusal.ChallengeOver), await host.SecurityCodes.ResendAsync(TestHost.Alice, sent.Challenge, TestHost.Owner.Having(again)));
        ChangeOutcome.CodeSent other = Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email(ContactScene.Mira)));
        await host.DrainAsync();
        host.Clock.Advance(Duration.FromMinutes(10) - Grain);
        Assert.IsType<VerifyOutcome.Verified>(await host.SecurityInfo.ConfirmAsync(TestHost.Alice, other.Challenge, host.LastCode(), TestHost.Owner));
    }

    [Fact]
    public async Task W4_Another_contact_requires_the_code_of_a_settled_one_and_the_password_is_not_enough()
    {
        await using var host = new TestHost(sends: true);
        ContactId first = await host.AddFirstAsync();

        Assert.Equal(new ChangeOutcome.Refused(Refusal.ContactProofNeeded), await host.AddAsync(NewContact.Phone(ContactScene.Phone)));
        ContactId second = await host.AddByAsync(first, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);

        // The new one is young, so its code adds nothing for 720 hours.
        ContactView young = (await host.SecurityInfo.GetAsync(TestHost.Alice)).Contacts[1];
        Assert.Equal(young.VerifiedAt + ContactScene.Month, young.SettledFrom);
        host.Clock.Set(young.SettledFrom!.Value - SendLimits.Spacing - Grain);
        RecoveryTicket early = await host.ProveAsync(second, ProofPurpose.ChangeSecuritySettings);
        Assert.Equal(new ChangeOutcome.Refused(Refusal.ContactProofNeeded), await host.AddAsync(NewContact.Email(ContactScene.Work), [early]));
        host.Clock.Advance(Grain);
        Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email(ContactScene.Work), [early]));
    }

    [Fact]
    public async Task A_first_contact_is_young_where_a_recovery_code_was_there_before_it()
    {
        await using var host = new TestHost(sends: true);
        await host.MakeRecoveryCodeAsync();

        await host.AddFirstAsync();

        ContactView view = Assert.Single((await host.SecurityInfo.GetAsync(TestHost.Alice)).Contacts);
        Assert.Equal(TestHost.Start + ContactScene.Month, view.SettledFrom);
    }

    /// <summary>Somebody with the password adds a contact and waits; the owner makes a recovery code. The contact, confirmed then, replaces it no sooner than any other.</summary>
    [Fact]
    public async Task W5_A_contact_that_waited_while_a_recovery_code_was_made_is_young()
    {
        await using var host = new TestHost(sends: true);
        ChangeOutcome.CodeSent waiting = Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email(ContactScene.Mira)));
        await host.MakeRecoveryCodeAsync();

        ContactId contact = await host.ConfirmLastAsync(waiting, ContactScene.Mira);

        RecoveryTicket code = await host.ProveAsync(contact, ProofPurpose.ChangeSecuritySettings);
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        Assert.Equal(new IssueOutcome.Refused(Refusal.ContactProofNeeded), await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password, code)));
        ContactView view = Assert.Single((await host.SecurityInfo.GetAsync(TestHost.Alice)).Contacts);
        Assert.Equal(view.VerifiedAt + ContactScene.Month, view.SettledFrom);
    }

    /// <summary>One that was added at re-entry is settled at once, though the new recovery code was made before it was confirmed.</summary>
    [Fact]
    public async Task A_contact_added_at_re_entry_is_settled_whichever_of_the_two_comes_first()
    {
        await using var host = new TestHost(sends: true);
        var finder = new Caller { Session = "recovering" };
        string recovery = await host.MakeRecoveryCodeAsync();
        RedeemOutcome.Redeemed redeemed = Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, recovery, finder));
        Assert.IsType<CredentialsOutcome.Done>(await host.Recovery.CredentialsSetAsync(TestHost.Alice, finder.Having(redeemed.Grant!)));
        ChangeOutcome.CodeSent sent = Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email(ContactScene.Mira), [redeemed.Grant!], caller: finder));
        Assert.IsType<IssueOutcome.Issued>(await host.RecoveryCodes.GenerateAsync(TestHost.Alice, finder.Having(redeemed.Grant!)));

        await host.ConfirmLastAsync(sent, ContactScene.Mira);

        ContactView view = Assert.Single((await host.SecurityInfo.GetAsync(TestHost.Alice)).Contacts);
        Assert.Equal(view.VerifiedAt, view.SettledFrom);
    }

    [Fact]
    public async Task AddAsync_AddressThatIsThere_IsRefused()
    {
        await using var host = new TestHost(sends: true);
        ContactId first = await host.AddFirstAsync();
        RecoveryTicket code = await host.ProveAsync(first, ProofPurpose.ChangeSecuritySettings);

        Assert.Equal(new ChangeOutcome.Refused(Refusal.ContactExists), await host.AddAsync(NewContact.Email("MIRA@example.com"), [code]));
        ContactId phone = await host.AddByAsync(first, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        Assert.NotEqual(first, phone);
        Assert.Equal(new ChangeOutcome.Refused(Refusal.ContactExists), await host.AddAsync(NewContact.Phone("07700 900123", "GB", voice: true), [code]));

        // Another address, though the same mailbox: allowed, and not counted as independent.
        Assert.Equal(2, (await host.SecurityInfo.GetAsync(TestHost.Alice)).Independent);
        host.Clock.Advance(Duration.FromHours(2));
        await host.AddByAsync(first, NewContact.Email("Mira+shop@example.com"), "Mira+shop@example.com");
        Assert.Equal(2, (await host.SecurityInfo.GetAsync(TestHost.Alice)).Independent);
    }

    [Fact]
    public async Task AddAsync_EleventhContact_IsRefused()
    {
        await using var host = new TestHost(sends: true);
        ContactId first = await host.AddFirstAsync();
        for (int n = 2; n <= 10; n++)
        {
            host.Clock.Advance(Duration.FromHours(25));
            await host.AddByAsync(first, NewContact.Email($"mira{n}@example.com"), $"mira{n}@example.com");
        }

        host.Clock.Advance(Duration.FromHours(25));
        RecoveryTicket code = await host.ProveAsync(first, ProofPurpose.ChangeSecuritySettings);
        Assert.Equal(new ChangeOutcome.Refused(Refusal.TooManyContacts), await host.AddAsync(NewContact.Email("mira11@example.com"), [code]));
    }

    /// <summary>Those that can still be taken back or told count too, so that nobody fills the record by adding and removing.</summary>
    [Theory]
    [InlineData(ContactPart.MostKept - 1, true)]
    [InlineData(ContactPart.MostKept, false)]
    public async Task AddAsync_WithContactsThatLeft_StopsAtTheMostThatAreKept(int kept, bool isAdded)
    {
        await using var host = new TestHost(sends: true);
        ContactId first = await host.AddFirstAsync();
        AccountRecord record = (await host.OpenAsync())!;
        Contact gone = record.Contacts.Items[0].Leave(ContactState.Removed, record.Latest, ContactScene.Month);
        await host.PutAsync(record with
        {
            Contacts = record.Contacts with
            {
                Items = [.. record.Contacts.Items, .. Enumerable.Range(2, kept - 1).Select(n => gone with { Number = n, Address = $"mira{n}@example.com" })],
                Numbered = kept,
            },
        });

        RecoveryTicket code = await host.ProveAsync(first, ProofPurpose.ChangeSecuritySettings);
        ChangeOutcome outcome = await host.AddAsync(NewContact.Email(ContactScene.Work), [code]);

        Assert.Equal(isAdded, outcome is ChangeOutcome.CodeSent);
        Assert.True(isAdded || outcome == new ChangeOutcome.Refused(Refusal.TooManyContacts));
    }

    [Fact]
    public async Task AddAsync_HostsOwnDomain_IsWarnedOfAndNeverAlone()
    {
        await using var host = new TestHost(options => options.OwnDomains.Add("Shop.Example"), sends: true);

        Assert.Equal(new ChangeOutcome.Refused(Refusal.OwnDomainAlone), await host.AddAsync(NewContact.Email("mira@mail.shop.example")));
        Assert.False(Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email("mira@notshop.example"))).OwnDomain);
        ContactId first = await host.AddFirstAsync();
        RecoveryTicket code = await host.ProveAsync(first, ProofPurpose.ChangeSecuritySettings);
        Assert.True(Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email("mira@shop.example"), [code])).OwnDomain);
    }

    [Theory]
    [InlineData("mira", AddressFault.NotAnEmailAddress)]
    [InlineData("", AddressFault.Empty)]
    [InlineData("mira@example.com, eve@example.com", AddressFault.NotAnEmailAddress)]
    [InlineData("Mira <mira@example.com>", AddressFault.UnexpectedCharacter)]
    [InlineData("mira@example.com\r\nBcc: eve@example.com", AddressFault.NotAnEmailAddress)]
    [InlineData("mira@example", AddressFault.DomainInvalid)]
    public async Task AddAsync_NoAddress_SaysWhatIsWrongAndChangesNothing(string typed, AddressFault fault)
    {
        await using var host = new TestHost(sends: true);

        Assert.Equal(new ChangeOutcome.Invalid(fault), await host.AddAsync(NewContact.Email(typed)));
        Assert.Null(await host.OpenAsync());
    }

    [Theory]
    [InlineData("07700 900123", null, AddressFault.CountryMissing)]
    [InlineData("07700 900123", "ZZ", AddressFault.CountryUnknown)]
    [InlineData("+999 7700 900123", null, AddressFault.CallingCodeUnknown)]
    [InlineData("+44 77", null, AddressFault.TooFewDigits)]
    [InlineData("+800 1234 5678", null, AddressFault.NotForPersons)]
    public async Task AddAsync_NoNumber_TellsTheWrongCountryFromTheWrongNumber(string typed, string? country, AddressFault fault)
    {
        await using var host = new TestHost(sends: true);

        Assert.Equal(new ChangeOutcome.Invalid(fault), await host.AddAsync(NewContact.Phone(typed, country)));
    }

    [Fact]
    public async Task AddAsync_NoSenderForTheChannel_IsRefusedAtOnce()
    {
        await using var host = new TestHost(options => options.Site = "Shop", services: services => new AccountRecoveryBuilder(services).UseSender(ContactChannel.Email, new RecordingSender()));

        Assert.Equal(new ChangeOutcome.Refused(Refusal.ChannelUnavailable), await host.AddAsync(NewContact.Phone(ContactScene.Phone)));
        Assert.Equal(new SendOutcome.ChannelUnavailable(), await host.SecurityCodes.SendToMatchAsync(TestHost.Alice, ContactScene.Phone, ProofPurpose.Recover, TestHost.Stranger));
        Assert.IsType<SendOutcome.Sent>(await host.SecurityCodes.SendToMatchAsync(TestHost.Alice, ContactScene.Mira, ProofPurpose.Recover, TestHost.Stranger));
    }

    [Fact]
    public async Task A5_A_lost_reply_is_answered_alike_and_nothing_is_sent_twice()
    {
        await using var host = new TestHost(sends: true);
        Caller keyed = TestHost.Owner with { IdempotencyKey = "add" };

        ChangeOutcome.CodeSent first = Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email(ContactScene.Mira), caller: keyed));
        await host.DrainAsync();
        host.Clock.Advance(Duration.FromMinutes(1));
        ChangeOutcome again = await host.AddAsync(NewContact.Email(ContactScene.Mira), caller: keyed);
        await host.DrainAsync();

        Assert.Equal(first with { Replayed = true }, again);
        Assert.Single(host.Mail.Sent);
        Assert.Equal(new ChangeOutcome.Refused(Refusal.IdempotencyKeyReused), await host.AddAsync(NewContact.Email(ContactScene.Work), caller: keyed));
        Caller confirms = TestHost.Owner with { IdempotencyKey = "confirm" };
        VerifyOutcome verified = await host.SecurityInfo.ConfirmAsync(TestHost.Alice, first.Challenge, host.LastCode(), confirms);
        Assert.Equal(
            Assert.IsType<VerifyOutcome.Verified>(verified) with { Replayed = true },
            await host.SecurityInfo.ConfirmAsync(TestHost.Alice, first.Challenge, host.LastCode(), confirms));
    }
}
