using AccountRecovery;

/// <summary>The recovery code, which wins back a hijacked account, and the recovery key.</summary>
internal sealed class Bob(Stage stage)
{
    private static readonly AccountId Account = new("bob");
    private static readonly Caller Session = Caller.SignedIn("session-2", twoStep: false) with { Source = "203.0.113.8" };
    private static readonly Caller Hijacker = Caller.SignedIn("session-3", twoStep: false) with { Source = "198.51.100.66" };

    public async Task TellAsync()
    {
        Console.WriteLine("\n8. Bob keeps a recovery code too, which overrides everything else. Then his account is hijacked.");
        await stage.BeginAsync(Account, Session);
        string[] copied = await stage.GenerateAsync(Account, Session);
        string recoveryCode = Made(await stage.RecoveryCodes.GenerateAsync(Account, Session.Having(HostProof.HostPassword)));

        Console.WriteLine("   Who knows his password cannot put a recovery code of their own in its place:");
        Stage.Tell("another one", $"refused: {((IssueOutcome.Refused)await stage.RecoveryCodes.GenerateAsync(Account, Hijacker.Having(HostProof.HostPassword))).Why}");

        Console.WriteLine("   Bob types his. Nothing else is asked for, and nothing else is good any more:");
        var recovered = (RedeemOutcome.Redeemed)await stage.RecoveryCodes.RedeemAsync(Account, recoveryCode, Session);
        Stage.Tell("Bob's code", $"accepted; void: {recovered.Voided!.BackupCodes} backup codes and every session");
        Stage.Tell("copied code", $"refused: {((RedeemOutcome.Refused)await stage.Codes.RedeemAsync(Account, copied[0], Hijacker)).Why}");
        await stage.SignInAsync(Account, Hijacker);

        Console.WriteLine("   The host lets him choose a new password and reports that, with the grant that the code gave. He is in, and makes a new code:");
        await stage.Recovery.CredentialsSetAsync(Account, Session.Having(recovered.Grant!));
        await stage.SignInAsync(Account, Session);
        await KeyAsync(Made(await stage.RecoveryCodes.GenerateAsync(Account, Session.Having(recovered.Grant!))));
    }

    private async Task KeyAsync(string recoveryCode)
    {
        Console.WriteLine("\n9. He also wants a recovery key, and is told first what losing it would mean.");
        Caller owner = Session.Having(HostProof.HostPassword);
        KeyLoss loss = ((BeginKeyOutcome.AcknowledgementNeeded)await stage.RecoveryKeys.BeginAsync(Account, acknowledged: false, owner, recoveryCode)).Loss;
        Console.WriteLine($"   After {loss.ExclusiveAfter.Days} days nothing weaker does what it does. Without key, password and trusted devices, "
            + (loss.IsForGood ? "the account is lost." : "only the recovery code is left."));
        var begun = (BeginKeyOutcome.AwaitingConfirmation)await stage.RecoveryKeys.BeginAsync(Account, acknowledged: true, owner, recoveryCode);
        string key = begun.Sheet.Codes[0].Reveal();
        Console.WriteLine($"   {begun.Sheet}, shown once:\n     {key}\n   It counts once it is typed back, first with a slip:");
        await ConfirmAsync((key[0] == '2' ? '3' : '2') + key[1..]);
        await ConfirmAsync(key);
    }

    private async Task ConfirmAsync(string typed) => Stage.Tell(typed, (await stage.RecoveryKeys.ConfirmAsync(Account, typed, Session)).Match(
        confirmed => "accepted; the key is in force",
        malformed => $"no code: {malformed.Fault}",
        refused => $"refused: {refused.Why}",
        paused => $"paused until {paused.Until}",
        closed => "closed until a new key is made",
        busy => $"busy: {busy.Why}"));

    private static string Made(IssueOutcome outcome)
    {
        CodeSheet sheet = ((IssueOutcome.Issued)outcome).Sheet;
        Console.WriteLine($"   {sheet}, shown once:\n     {sheet.Codes[0].Reveal()}");
        return sheet.Codes[0].Reveal();
    }
}
