using AccountRecovery;

/// <summary>Contacts, and the codes that are sent there.</summary>
internal sealed class Carol(Stage stage)
{
    private static readonly AccountId Account = new("carol");
    private static readonly Caller Session = Caller.SignedIn("session-4", twoStep: false) with { Source = "203.0.113.9", Device = "Firefox on Linux" };
    private static readonly Caller LockedOut = Caller.Anonymous("session-5", twoStep: false) with { Source = "198.51.100.40" };

    public async Task TellAsync()
    {
        Console.WriteLine("\n10. Carol would rather not keep paper. She adds her e-mail address; it counts once the code that was sent there is typed back.");
        await stage.BeginAsync(Account, Session);
        Caller withPassword = Session.Having(HostProof.HostPassword);
        Stage.Tell("a slip", $"invalid: {((ChangeOutcome.Invalid)await stage.Contacts.AddAsync(Account, NewContact.Email("carol@example"), withPassword)).Fault}");
        ContactId email = await stage.AddAsync(Account, NewContact.Email("carol@example.com"), Session, withPassword);

        Console.WriteLine("   The password alone adds nothing more: it takes a code of a contact that is settled. Then her phone is one too:");
        Stage.Tell("password", $"refused: {((ChangeOutcome.Refused)await stage.Contacts.AddAsync(Account, NewContact.Phone("07700 900123", "GB"), withPassword)).Why}");
        await stage.WaitAsync(TimeSpan.FromSeconds(30)); // So long it takes until the same contact is sent another code.
        SendOutcome sent = await stage.SecurityCodes.SendAsync(Account, email, ProofPurpose.ChangeSecuritySettings, Session.Having(HostProof.HostSession));
        RecoveryTicket code = await stage.ProveAsync(Account, sent, ProofPurpose.ChangeSecuritySettings, Session);
        await stage.AddAsync(Account, NewContact.Phone("07700 900123", "GB"), Session, Session.Having(code));

        Console.WriteLine("\n11. Later she is locked out, and types her number. Whoever guesses at other addresses is told the same, and learns nothing:");
        await stage.WaitAsync(TimeSpan.FromSeconds(30));
        await AskAsync("somebody@example.com");
        await stage.ProveAsync(Account, await AskAsync("+44 7700 900123"), ProofPurpose.Recover, LockedOut);
    }

    private async Task<SendOutcome> AskAsync(string typed)
    {
        SendOutcome outcome = await stage.SecurityCodes.SendToMatchAsync(Account, typed, ProofPurpose.Recover, LockedOut);
        Stage.Tell(typed, outcome is SendOutcome.Sent ? "a code is on its way, if this is a contact" : $"{outcome}");
        return outcome;
    }
}
