using AccountRecovery;
using NodaTime;

/// <summary>"I don't have any of these": the wait of thirty days, cancelled once and waited out once.</summary>
internal sealed class Dan(Stage stage)
{
    private const string Phone = "+44 7700 900456";

    private static readonly AccountId Account = new("dan");
    private static readonly Caller Session = Caller.SignedIn("session-6", twoStep: false) with { Source = "203.0.113.10", Device = "Safari on iPad" };
    private static readonly Caller Finder = Caller.Anonymous("session-7", twoStep: false) with { Source = "203.0.113.10" };

    public async Task TellAsync()
    {
        Console.WriteLine("\n12. Dan's phone is all that he can be reached by, and he has lost it. He is signed in on his tablet still: \"I don't have any of these.\"");
        await stage.BeginAsync(Account, Session);
        await stage.AddAsync(Account, NewContact.Phone(Phone), Session, Session.Having(HostProof.HostPassword));
        Instant began = stage.Now;
        await RemoveAllAsync();
        Console.WriteLine("   It may be somebody else who says so. What is sensitive has to wait, ordinary use goes on, and the phone is told again and again:");
        await stage.EvaluateAsync(Account, AccountAction.UsePaymentOptions, "paying", began);
        await stage.EvaluateAsync(Account, AccountAction.UseServices, "ordinary use", began);
        await DaysAsync(7, 14);

        Console.WriteLine("\n13. On day 20 the phone turns up behind the sofa. A code that is sent there cancels the wait, without a session, and everybody is signed out:");
        await stage.WaitAsync(TimeSpan.FromDays(6));
        SendOutcome sent = await stage.SecurityCodes.SendToMatchAsync(Account, Phone, ProofPurpose.CancelWait, Finder);
        RecoveryTicket code = await stage.ProveAsync(Account, sent, ProofPurpose.CancelWait, Finder);
        var done = (ChangeOutcome.Done)await stage.Contacts.CancelWaitAsync(Account, Finder.Having(code));
        Stage.Tell("the wait", $"cancelled; {done.View.Contacts[0].Masked} is {done.View.Contacts[0].State} again");
        await stage.DrainAsync();
        await stage.EvaluateAsync(Account, AccountAction.UseServices, "the tablet", began);

        Console.WriteLine("   For a month nobody begins another wait by a session alone:");
        Stage.Tell("remove all", $"refused: {((ChangeOutcome.Refused)await stage.Contacts.RemoveAllAsync(Account, Session.Having(HostProof.HostSession))).Why}");

        Console.WriteLine("\n14. Six weeks later the phone falls into a lake. This time nobody cancels, and the wait runs to its end:");
        await stage.WaitAsync(TimeSpan.FromDays(42));
        await RemoveAllAsync();
        await DaysAsync(7, 14, 21, 23, 27, 29, 30);
        await stage.SignInAsync(Account, Session);
        Console.WriteLine("   Whoever knows the password sets the account up again:");
        await stage.AddAsync(Account, NewContact.Email("dan@example.com"), Session, Session.Having(HostProof.HostPassword));
        await stage.EvaluateAsync(Account, AccountAction.UsePaymentOptions, "paying", stage.Now);
    }

    // Where a recovery code or key is live, a page offers that first: it is quicker.
    private async Task RemoveAllAsync()
    {
        var started = (ChangeOutcome.WaitStarted)await stage.Contacts.RemoveAllAsync(Account, Session.Having(HostProof.HostSession));
        await stage.DrainAsync();
        Stage.Tell("remove all", $"the wait runs until {Stage.Date(started.Until)}");
    }

    private async Task DaysAsync(params int[] days)
    {
        int before = 0;
        foreach (int day in days)
        {
            Console.WriteLine($"   Day {day}:");
            await stage.WaitAsync(TimeSpan.FromDays(day - before));
            before = day;
        }
    }
}
