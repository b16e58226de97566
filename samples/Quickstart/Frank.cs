using AccountRecovery;

/// <summary>A recovery by what reaches a person, and what is missing told first.</summary>
internal sealed class Frank(Stage stage)
{
    private static readonly AccountId Account = new("frank");
    private static readonly Caller Session = Caller.SignedIn("session-9", twoStep: true) with { Source = "203.0.113.12" };
    private static readonly Caller LockedOut = Caller.Anonymous("session-10", twoStep: true) with { Source = "198.51.100.41" };

    public async Task TellAsync()
    {
        Console.WriteLine("\n16. Frank has two-step verification on, and has forgotten his password. A code that was sent to him is one proof of two:");
        await stage.BeginAsync(Account, Session);
        await stage.AddAsync(Account, NewContact.Email("frank@example.com"), Session, Session.Having(HostProof.HostPassword));
        CodeSheet sheet = ((IssueOutcome.Issued)await stage.Codes.GenerateAsync(Account, Session.Having(HostProof.HostPassword, HostProof.HostTwoStep))).Sheet;

        await stage.WaitAsync(TimeSpan.FromDays(1));
        SendOutcome sent = await stage.SecurityCodes.SendToMatchAsync(Account, "frank@example.com", ProofPurpose.Recover, LockedOut);
        RecoveryTicket code = await stage.ProveAsync(Account, sent, ProofPurpose.Recover, LockedOut);
        await CompleteAsync(code);
        Console.WriteLine("   He has the sheet of backup codes in a drawer. By itself one recovers nothing; as a second proof it does:");
        var redeemed = (RedeemOutcome.Redeemed)await stage.Codes.RedeemAsync(Account, sheet.Codes[0].Reveal(), LockedOut, ProofPurpose.Recover);
        await CompleteAsync(redeemed.Proof);
        await CompleteAsync(code, redeemed.Proof);
        await stage.DrainAsync();
    }

    private async Task CompleteAsync(params RecoveryTicket[] proofs) => Stage.Tell("recover", (await stage.Recovery.CompleteAsync(Account, LockedOut.Having(proofs))).Match(
        completed => "completed; older sessions are void, and he chooses a new password",
        more => $"needs more, one of: {string.Join(", ", more.Kinds)}",
        refused => $"refused: {refused.Why}",
        busy => $"busy: {busy.Why}"));
}
