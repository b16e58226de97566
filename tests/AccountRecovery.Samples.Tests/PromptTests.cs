using NodaTime;

namespace AccountRecovery.Samples;

/// <summary>"Make sure you can receive a security code", from a shell.</summary>
public sealed class PromptTests
{
    private static readonly Duration Day = Duration.FromHours(24);

    [Fact]
    public async Task W7_Asked_after_90_days_put_off_for_a_day_at_a_time_and_after_seven_answered_by_a_code()
    {
        using Person dan = await Person.NewAsync();
        await dan.AddFirstAsync();
        Assert.Equal((1, "refused", "nothing_asked"), Person.Refusal(await dan.CallAsync("skip")));
        Assert.Empty(Person.Steps(await dan.CallAsync("sign-in")));

        Instant first = Person.Noon + (90 * Day);
        Assert.Empty(Person.Steps(await dan.AtAsync(first - Person.Grain, "access", "sign-in")));
        Ran asked = await dan.AtAsync(first, "sign-in");
        Assert.Equal((0, "signed_in", Person.Name(first + (7 * Day))), (asked.Code, asked.Outcome, asked.Text("until")));
        Assert.Equal(["verify_contact", "add_contact", "skip_prompt"], Person.Steps(asked));
        Ran words = await dan.SayAsync("access", "sign-in");
        Assert.Contains("'send-code --contact N --purpose answer-prompt'", words.Output, StringComparison.Ordinal);

        Ran skipped = await dan.CallAsync("skip", "--two-step");
        Assert.Equal((0, "skipped", Person.Name(first + Day)), (skipped.Code, skipped.Outcome, skipped.Text("until")));
        Ran again = await dan.AtAsync(first + Day - Person.Grain, "skip");
        Assert.Equal((1, "refused", "skipped_already", Person.Name(first + Day)), (again.Code, again.Outcome, again.Text("why"), again.Text("until")));
        Assert.Empty(Person.Steps(await dan.CallAsync("sign-in")));
        Ran shorter = await dan.AtAsync(first + (7 * Day) - Duration.FromHours(1), "skip");
        Assert.Equal(Person.Name(first + (7 * Day)), shorter.Text("until"));

        Assert.Equal((1, "refused", "prompt_overdue"), Person.Refusal(await dan.AtAsync(first + (7 * Day), "sign-in")));
        Assert.Equal((1, "refused", "prompt_overdue"), Person.Refusal(await dan.CallAsync("skip")));
        (string challenge, string code) = await dan.SendAsync(1, "answer-prompt");
        Assert.Equal((0, "verified"), Person.Came(await dan.CallAsync("verify", code, "--challenge", challenge, "--purpose", "answer-prompt")));
        Ran signedIn = await dan.CallAsync("sign-in");
        Assert.Equal((0, "signed_in"), Person.Came(signedIn));
        Assert.Empty(Person.Steps(signedIn));
    }
}
