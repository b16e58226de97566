using AccountRecovery;

/// <summary>"Make sure you can receive a security code": asked after a long absence, put off, and answered.</summary>
internal sealed class Erin(Stage stage)
{
    private static readonly AccountId Account = new("erin");
    private static readonly Caller Session = Caller.SignedIn("session-8", twoStep: false) with { Source = "203.0.113.11" };

    public async Task TellAsync()
    {
        Console.WriteLine("\n15. Erin has not been here for a hundred days. Does her address still reach her? She is asked once she is in, and puts it off:");
        await stage.BeginAsync(Account, Session);
        ContactId email = await stage.AddAsync(Account, NewContact.Email("erin@example.com"), Session, Session.Having(HostProof.HostPassword));
        await stage.SignInAsync(Account, Session);
        await stage.WaitAsync(TimeSpan.FromDays(100));
        await stage.SignInAsync(Account, Session);
        await SkipAsync();
        Console.WriteLine("   A day later the question is back; a week after it was first put, it is put off no more:");
        await stage.WaitAsync(TimeSpan.FromDays(1));
        await stage.SignInAsync(Account, Session);
        await stage.WaitAsync(TimeSpan.FromDays(6));
        await stage.SignInAsync(Account, Session);
        await SkipAsync();

        Console.WriteLine("   A code that was sent there and typed is the answer:");
        await stage.ProveAsync(Account, await stage.SecurityCodes.SendAsync(Account, email, ProofPurpose.AnswerPrompt, Session.Having(HostProof.HostPassword)), ProofPurpose.AnswerPrompt, Session);
        await stage.SignInAsync(Account, Session);
    }

    private async Task SkipAsync()
    {
        Stage.Tell("skip", (await stage.Prompt.SkipPromptAsync(Account, Session.Having(HostProof.HostPassword))).Match(
            skipped => $"put off for {(skipped.Until - stage.Now).TotalHours:0} hours",
            refused => $"refused: {refused.Why}",
            busy => $"busy: {busy.Why}"));
    }
}
