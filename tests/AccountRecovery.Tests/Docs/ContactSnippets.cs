using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>The code blocks of docs/contacts.md.</summary>
public sealed class ContactSnippets
{
    [Fact]
    public async Task The_blocks_about_adding_a_contact_do_what_they_say()
    {
        await using var host = new TestHost(options => options.OwnDomains.Add("shop.example"), sends: true);

        (string page, ChallengeId challenge) = await AddAsync(host.SecurityInfo, TestHost.Alice, ContactScene.Mira, TestHost.Owner);
        Assert.Equal("Type the code that was sent to m***@example.com.", page);
        Assert.Equal("Check the address: DomainInvalid", (await AddAsync(host.SecurityInfo, TestHost.Alice, "mira@example", TestHost.Owner)).Page);
        await host.DrainAsync();
        Assert.Equal("That is no code. Look at it again.", await ConfirmAsync(host.SecurityInfo, TestHost.Alice, challenge, "123", TestHost.Owner));
        Assert.Equal("m***@example.com protects your account from now on.", await ConfirmAsync(host.SecurityInfo, TestHost.Alice, challenge, host.LastCode(), TestHost.Owner));
        Assert.Equal("Please show first that you can read one of your contacts.", (await AddAsync(host.SecurityInfo, TestHost.Alice, ContactScene.Work, TestHost.Owner)).Page);

        Assert.Equal(["m***@example.com: good", "Add a second one."], await ListAsync(host.SecurityInfo, TestHost.Alice, host.Clock));
    }

    [Fact]
    public async Task The_blocks_about_sending_codes_do_what_they_say()
    {
        await using var host = new TestHost(sends: true);
        ContactId first = await host.AddFirstAsync();
        host.Clock.Advance(SendLimits.Spacing);

        ChallengeId? challenge = await SendAsync(host.SecurityCodes, TestHost.Alice, first, TestHost.Owner);
        await host.DrainAsync();
        Assert.True(await AddByCodeAsync(host.SecurityCodes, host.SecurityInfo, TestHost.Alice, challenge!.Value, host.LastCode(), TestHost.Owner));
        await host.DrainAsync();
        host.Clock.Advance(SendLimits.Spacing);

        (ChallengeId asked, string page) = await AskAsync(host.SecurityCodes, TestHost.Alice, "Mira@example.com", TestHost.Stranger);
        (_, string other) = await AskAsync(host.SecurityCodes, new AccountId("nobody"), "eve@example.com", TestHost.Stranger);
        await host.DrainAsync();
        Assert.Equal(page, other);
        Assert.Equal((null, PersonResult.NotAccepted), await VerifyAsync(host.SecurityCodes, TestHost.Alice, asked, ContactScene.OtherCode(host.LastCode()), TestHost.Stranger));
        Assert.Equal(PersonResult.Accepted, (await VerifyAsync(host.SecurityCodes, TestHost.Alice, asked, host.LastCode(), TestHost.Stranger)).Answer);
    }

    [Fact]
    public void The_block_about_the_set_up_makes_services()
    {
        var services = new ServiceCollection();
        var sender = new RecordingSender();

        services.AddAccountRecovery(o =>
            {
                o.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() });
                o.Site = "Example Shop";
                o.ReportInstructions = "Write to security@shop.example.";
                o.OwnDomains.Add("shop.example");
            })
            .UseInMemoryStore()
            .UseSender(ContactChannel.Email, sender);

        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.NotNull(provider.GetRequiredService<ISecurityInfo>());
    }

    private static async Task<(string Page, ChallengeId Challenge)> AddAsync(ISecurityInfo contacts, AccountId account, string typed, Caller caller)
    {
        ChangeOutcome outcome = await contacts.AddAsync(account, NewContact.Email(typed), caller.Having(HostProof.HostPassword));

        string page = outcome switch
        {
            ChangeOutcome.CodeSent sent => $"Type the code that was sent to {sent.Contact.Masked}."
                + (sent.OwnDomain ? " You may not be able to read it while you cannot sign in here." : string.Empty),
            ChangeOutcome.Invalid invalid => $"Check the address: {invalid.Fault}",
            ChangeOutcome.Refused { Why: Refusal.ContactProofNeeded } => "Please show first that you can read one of your contacts.",
            ChangeOutcome.Refused => "This cannot be added.",
            _ => "Please try again in a moment.",
        };
        return (page, outcome is ChangeOutcome.CodeSent { Challenge: var challenge } ? challenge : default);
    }

    private static async Task<string> ConfirmAsync(ISecurityInfo contacts, AccountId account, ChallengeId challenge, string typed, Caller caller)
    {
        VerifyOutcome outcome = await contacts.ConfirmAsync(account, challenge, typed, caller);

        return outcome.Match(
            verified => $"{verified.Contact.Masked} protects your account from now on.",
            malformed => "That is no code. Look at it again.",
            refused => refused.Why == Refusal.ChallengeOver ? "The code is no longer good. Ask for another." : "That is not the code.",
            paused => "Too many wrong codes. Please try later.",
            busy => "Please try again in a moment.");
    }

    private static async Task<string[]> ListAsync(ISecurityInfo contacts, AccountId account, IClock clock)
    {
        SecurityInfoView info = await contacts.GetAsync(account);
        Instant now = clock.GetCurrentInstant();

        string[] lines =
        [
            .. info.Contacts.Select(contact => contact switch
            {
                { State: ContactState.Pending } => $"{contact.Masked}: type the code that was sent there",
                { State: ContactState.Verified } when now >= contact.SettledFrom => $"{contact.Masked}: good",
                { State: ContactState.Verified } => $"{contact.Masked}: a second proof; changes nothing before {contact.SettledFrom}",
                { State: ContactState.Leaving } => $"{contact.Masked}: gone on {info.WaitUntil}, unless it cancels that",
                _ => $"{contact.Masked}: no longer used",
            }),
            .. info.Independent < 2 ? (string[])["Add a second one."] : [],
        ];
        return lines;
    }

    private static async Task<ChallengeId?> SendAsync(ISecurityCodes codes, AccountId account, ContactId chosen, Caller caller)
    {
        SendOutcome outcome = await codes.SendAsync(account, chosen, ProofPurpose.ChangeSecuritySettings, caller.Having(HostProof.HostSession));

        ChallengeId? challenge = outcome is SendOutcome.Sent sent ? sent.Challenge : null;   // null: look at TooSoon.Until
        return challenge;
    }

    private static async Task<bool> AddByCodeAsync(ISecurityCodes codes, ISecurityInfo contacts, AccountId account, ChallengeId challenge, string typed, Caller caller)
    {
        VerifyOutcome outcome = await codes.VerifyAsync(account, challenge, typed, ProofPurpose.ChangeSecuritySettings, caller);
        if (outcome is not VerifyOutcome.Verified { Proof: { } proof })
        {
            return false;
        }

        return await contacts.AddAsync(account, NewContact.Phone("07700 900123", country: "GB"), caller.Having(proof)) is ChangeOutcome.CodeSent;
    }

    private static async Task<(ChallengeId Challenge, string Page)> AskAsync(ISecurityCodes codes, AccountId account, string typed, Caller caller)
    {
        SendOutcome outcome = await codes.SendToMatchAsync(account, typed, ProofPurpose.Recover, caller);

        string page = outcome is SendOutcome.Sent ? "If that is one of your contacts, a code is on its way." : "Please try again in a moment.";
        return (((SendOutcome.Sent)outcome).Challenge, page);
    }

    private static async Task<(RecoveryTicket? Proof, PersonResult Answer)> VerifyAsync(ISecurityCodes codes, AccountId account, ChallengeId challenge, string typed, Caller caller)
    {
        VerifyOutcome outcome = await codes.VerifyAsync(account, challenge, typed, ProofPurpose.Recover, caller);

        RecoveryTicket? proof = (outcome as VerifyOutcome.Verified)?.Proof;
        PersonResult answer = outcome.ForPerson(signedIn: false);
        return (proof, answer);
    }
}
