using AccountRecovery;

/// <summary>Backup codes: each works once, guessing is slow, and whom the host vouches for is never locked out.</summary>
internal sealed class Alice(Stage stage)
{
    private static readonly AccountId Account = new("alice");
    private static readonly Caller Session = Caller.SignedIn("session-1", twoStep: false) with { Source = "203.0.113.7" };
    private static readonly Caller Stranger = Caller.Anonymous(flow: null, twoStep: false) with { Source = "198.51.100.23" };

    public ValueTask<BackupCodeStatus> StatusAsync() => stage.Codes.GetStatusAsync(Account);

    /// <summary>A code of a sheet of an earlier run, after the password.</summary>
    public async Task TypeAsync(string typed) => await RedeemAsync(typed, Session.Having(HostProof.HostPassword));

    /// <summary>The story.</summary>
    /// <returns>A code that is still good.</returns>
    public async Task<string> TellAsync()
    {
        Console.WriteLine("1. Alice has just typed her password, so the host vouches for her, and she gets a set of codes.");
        string[] first = await stage.GenerateAsync(Account, Session);

        Console.WriteLine("\n2. Her phone is lost. Her password has passed, so the host vouches for her second step; dashes or spaces do not matter.");
        Caller passed = Session.Having(HostProof.HostPassword);
        await RedeemAsync(first[0].Replace(' ', '-'), passed);

        Console.WriteLine("\n3. The same code again:");
        await RedeemAsync(first[0], passed);

        Console.WriteLine("\n4. A slip of the finger is told apart from a wrong code, and costs no attempt:");
        await RedeemAsync(first[1][..^1], passed);
        await RedeemAsync(first[1][..^1] + "x", passed);

        Console.WriteLine("\n5. A stranger guesses. Attempts are counted before they are compared, and soon there is a pause:");
        for (int guess = 0; guess < 6; guess++)
        {
            await RedeemAsync($"0000 000{guess}", Stranger);
        }

        Console.WriteLine("\n6. Alice is not locked out: whom the host vouches for has a budget of its own.");
        await RedeemAsync(first[1], passed);

        Console.WriteLine("\n7. She makes a new set, which kills the old one at once.");
        string[] second = await stage.GenerateAsync(Account, Session);
        await RedeemAsync(first[2], passed);
        await RedeemAsync(second[0], passed);
        return second[1];
    }

    private async Task RedeemAsync(string typed, Caller caller)
    {
        RedeemOutcome outcome = await stage.Codes.RedeemAsync(Account, typed, caller);
        Console.WriteLine($"   {typed,-10} -> " + outcome.Match(
            redeemed => $"accepted; {redeemed.Remaining} left",
            malformed => $"no code: {malformed.Fault} at position {malformed.Position}",
            refused => $"refused: {refused.Why}",
            paused => $"paused until {paused.Until}",
            closed => "closed until a new set is issued",
            busy => $"busy: {busy.Why}"));
    }
}
