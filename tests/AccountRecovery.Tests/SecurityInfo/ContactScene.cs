using NodaTime;

namespace AccountRecovery;

/// <summary>What a person does with contacts and security codes, in one call each.</summary>
internal static class ContactScene
{
    internal const string Mira = "mira@example.com";
    internal const string Work = "m.work@example.net";
    internal const string Phone = "+447700900123";

    internal static readonly Duration Grain = Duration.FromNanoseconds(1_000);
    internal static readonly Duration Month = Duration.FromHours(720);

    /// <summary>Adds the account's first contact by the password, and confirms it.</summary>
    internal static async Task<ContactId> AddFirstAsync(this TestHost host, string address = Mira, AccountId? account = null)
    {
        ChangeOutcome.CodeSent sent = Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email(address), account: account));
        return await host.ConfirmLastAsync(sent, address, account);
    }

    /// <summary>Adds another contact by a code of a settled one, and confirms it.</summary>
    internal static async Task<ContactId> AddByAsync(this TestHost host, ContactId settled, NewContact contact, string address)
    {
        RecoveryTicket code = await host.ProveAsync(settled, ProofPurpose.ChangeSecuritySettings);
        ChangeOutcome.CodeSent sent = Assert.IsType<ChangeOutcome.CodeSent>(await host.SecurityInfo.AddAsync(TestHost.Alice, contact, TestHost.Owner.Having(code)));
        return await host.ConfirmLastAsync(sent, address);
    }

    /// <summary>Asks to add a contact, with the password unless tickets are given.</summary>
    internal static async Task<ChangeOutcome> AddAsync(this TestHost host, NewContact contact, RecoveryTicket[]? proofs = null, AccountId? account = null, Caller? caller = null) =>
        await host.SecurityInfo.AddAsync(account ?? TestHost.Alice, contact, (caller ?? TestHost.Owner).Having(proofs ?? [await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, account: account)]));

    internal static async Task<ContactId> ConfirmLastAsync(this TestHost host, ChangeOutcome.CodeSent sent, string address, AccountId? account = null)
    {
        await host.DrainAsync();
        VerifyOutcome outcome = await host.SecurityInfo.ConfirmAsync(account ?? TestHost.Alice, sent.Challenge, host.Mail.LastCodeTo(address), TestHost.Owner);
        return Assert.IsType<VerifyOutcome.Verified>(outcome).Contact.Id;
    }

    /// <summary>Sends a code to a contact of the signed-in owner.</summary>
    internal static async Task<SendOutcome> SendAsync(this TestHost host, ContactId contact, ProofPurpose purpose, Caller? caller = null) => await host.SecurityCodes.SendAsync(TestHost.Alice, contact, purpose, (caller ?? TestHost.Owner).Having(await host.VouchAsync(purpose, HostProof.HostSession, caller: caller)));

    /// <summary>Half a minute after whatever was sent before, sends a code and types it: the ticket that it gives.</summary>
    internal static async Task<RecoveryTicket> ProveAsync(this TestHost host, ContactId contact, ProofPurpose purpose)
    {
        host.Clock.Advance(SendLimits.Spacing);
        SendOutcome.Sent sent = Assert.IsType<SendOutcome.Sent>(await host.SendAsync(contact, purpose));
        await host.DrainAsync();
        RecoveryTicket session = await host.VouchAsync(purpose, HostProof.HostSession);
        VerifyOutcome outcome = await host.SecurityCodes.VerifyAsync(TestHost.Alice, sent.Challenge, host.LastCode(), purpose, TestHost.Owner.Having(session));
        return Assert.IsType<VerifyOutcome.Verified>(outcome).Proof!;
    }

    /// <summary>Makes a recovery code, or a new one, by the password and the code of a settled contact.</summary>
    internal static async Task<string> MakeByContactAsync(this TestHost host, ContactId settled)
    {
        RecoveryTicket code = await host.ProveAsync(settled, ProofPurpose.ChangeSecuritySettings);
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        IssueOutcome outcome = await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password, code));
        return Assert.IsType<IssueOutcome.Issued>(outcome).Sheet.Codes[0].Reveal();
    }

    /// <summary>Makes a recovery key by the password and the code of a settled contact, types it back, and returns it as it is shown.</summary>
    internal static async Task<string> EnableKeyByContactAsync(this TestHost host, ContactId settled)
    {
        RecoveryTicket code = await host.ProveAsync(settled, ProofPurpose.ChangeSecuritySettings);
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        BeginKeyOutcome begun = await host.RecoveryKeys.BeginAsync(TestHost.Alice, acknowledged: true, TestHost.Owner.Having(password, code));
        string key = Assert.IsType<BeginKeyOutcome.AwaitingConfirmation>(begun).Sheet.Codes[0].Reveal();
        Assert.IsType<ConfirmOutcome.Confirmed>(await host.RecoveryKeys.ConfirmAsync(TestHost.Alice, key, TestHost.Owner));
        return key;
    }

    /// <summary>A stranger asks for a code.</summary>
    internal static async Task<ChallengeId> AskAsync(this TestHost host, string? typed, ProofPurpose purpose = ProofPurpose.Recover, AccountId? account = null, Caller? caller = null)
    {
        SendOutcome outcome = await host.SecurityCodes.SendToMatchAsync(account ?? TestHost.Alice, typed, purpose, caller ?? TestHost.Stranger);
        await host.DrainAsync();
        return Assert.IsType<SendOutcome.Sent>(outcome).Challenge;
    }

    internal static ValueTask<VerifyOutcome> TypeAsync(
        this TestHost host, ChallengeId challenge, string? typed, ProofPurpose purpose = ProofPurpose.Recover, RecoveryTicket? proof = null, AccountId? account = null) =>
        host.SecurityCodes.VerifyAsync(account ?? TestHost.Alice, challenge, typed, purpose, (proof is null ? TestHost.Stranger : TestHost.Owner).HavingAny(proof));

    /// <summary>The code of the last message that held one.</summary>
    internal static string LastCode(this TestHost host) => host.Mail.Sent.Last(message => message.Kind == MessageKind.SecurityCode).RevealCode()!;

    /// <summary>A code of seven digits that is not this one.</summary>
    internal static string OtherCode(string code) => code[^1] == '0' ? code[..^1] + '1' : code[..^1] + '0';
}
