using NodaTime;

namespace AccountRecovery;

/// <summary>The code blocks of docs/access.md.</summary>
public sealed class AccessSnippets
{
    [Fact]
    public async Task The_blocks_do_what_they_say()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        Instant began = host.Clock.GetCurrentInstant();
        Assert.Equal("Pay.", await PayAsync(host.Access, TestHost.Alice, began));
        Assert.Equal("Welcome.", await SignInAsync(host.Prompt, TestHost.Alice, false, false, TestHost.Owner));
        host.Clock.Advance(Duration.FromDays(90));
        Assert.Equal("Welcome. Can you still receive a code?", await SignInAsync(host.Prompt, TestHost.Alice, false, false, TestHost.Owner));

        Assert.Equal("We ask again at 2026-05-31T12:00:00Z.", await SkipAsync(host.Prompt, TestHost.Alice, TestHost.Owner));
        Assert.Equal("This cannot be put off now.", await SkipAsync(host.Prompt, TestHost.Alice, TestHost.Owner));
        host.Clock.Advance(Duration.FromDays(7));
        Assert.Equal("Please show now that a code reaches you.", await SkipAsync(host.Prompt, TestHost.Alice, TestHost.Owner));
        Assert.Equal("You cannot sign in (PromptOverdue); you can: VerifyContact, AddContact, RemoveAllContacts", await SignInAsync(host.Prompt, TestHost.Alice, false, false, TestHost.Owner));

        Instant until = await host.StartWaitAsync();
        Assert.Equal($"Not before {until} (WaitRuns).", await PayAsync(host.Access, TestHost.Alice, began));
        await host.CancelAsync(ContactScene.Mira);
        Assert.Equal("Not now (SessionVoid).", await PayAsync(host.Access, TestHost.Alice, began));
    }

    private static async Task<string> PayAsync(IAccountAccess access, AccountId account, Instant began)
    {
        AccessResult answer = await access.EvaluateAsync(account, AccountAction.UsePaymentOptions, new AccessFacts { SessionBegan = began });
        if (answer.IsAllowed)
        {
            return "Pay.";
        }

        return answer.Until is { } until ? $"Not before {until} ({answer.Denial})." : $"Not now ({answer.Denial}).";
    }

    private static async Task<string> SignInAsync(ISignInPrompt prompt, AccountId account, bool twoStep, bool trusted, Caller caller)
    {
        SignInOutcome outcome = await prompt.RecordSignInAsync(account, new AccessFacts { TwoStep = twoStep, TrustedDevice = trusted }, caller);

        string page = outcome.Match(
            recorded => recorded.Answer.Steps.Contains(AccessStep.VerifyContact) ? "Welcome. Can you still receive a code?" : "Welcome.",
            denied => $"You cannot sign in ({denied.Answer.Denial}); you can: {string.Join(", ", denied.Answer.Steps)}",
            busy => "Please try again in a moment.");
        return page;
    }

    private static async Task<string> SkipAsync(ISignInPrompt prompt, AccountId account, Caller caller)
    {
        SkipOutcome outcome = await prompt.SkipPromptAsync(account, caller.Having(HostProof.HostPassword));

        string page = outcome.Match(
            skipped => $"We ask again at {skipped.Until}.",
            refused => refused.Why == Refusal.PromptOverdue ? "Please show now that a code reaches you." : "This cannot be put off now.",
            busy => "Please try again in a moment.");
        return page;
    }
}
