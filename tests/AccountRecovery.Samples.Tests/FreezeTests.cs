using NodaTime;

namespace AccountRecovery.Samples;

/// <summary>"This recovery was not mine", and the review that follows.</summary>
public sealed class FreezeTests
{
    [Fact]
    public async Task W5_Who_was_reached_before_a_stolen_paper_was_used_stops_everything_until_an_operator_has_looked()
    {
        using Person dan = await Person.NewAsync();
        Assert.Equal((1, "no_record"), Person.Came(await dan.CallAsync("release")));
        string code = (await dan.CallAsync("recovery-code", "make")).Text("code")!;
        await dan.AddFirstAsync();
        dan.Now += Duration.FromHours(720);
        string stolen = (await dan.CallAsync("recovery-code", "redeem", code)).Text("grant")!;
        Assert.Equal((0, "credentials_set"), Person.Came(await dan.CallAsync("credentials-set", "--grant", stolen)));
        Assert.Equal((1, "not_needed"), Person.Came(await dan.CallAsync("release")));

        Ran frozen = await dan.ByCodeAsync("freeze", "freeze-recovery");
        Assert.Equal((0, "frozen"), Person.Came(frozen));
        Assert.Equal((1, "refused", "frozen"), Person.Refusal(await dan.CallAsync("sign-in")));
        Assert.Equal((1, "refused", "frozen"), Person.Refusal(await dan.CallAsync("access", "use-services", "--session-began", Person.Name(dan.Now))));
        Assert.Equal((1, "refused", "frozen"), Person.Refusal(await dan.CallAsync("recovery-code", "make", "--grant", stolen)));
        Assert.Equal((1, "refused", "frozen"), Person.Refusal(await dan.CallAsync("erase")));
        Ran words = await dan.SayAsync("sign-in");
        words.IsOneLine(1);
        Assert.Contains("'release'", words.Error, StringComparison.Ordinal);

        Ran released = await dan.CallAsync("release");
        Assert.Equal((0, "released", Person.Name(dan.Now + Duration.FromHours(24))), (released.Code, released.Outcome, released.Text("until")));
        Assert.Equal((1, "refused", "ticket_void"), Person.Refusal(await dan.CallAsync("credentials-set", "--grant", stolen)));
        Assert.Equal((0, "credentials_set"), Person.Came(await dan.CallAsync("credentials-set", "--grant", released.Text("grant")!)));
        Assert.Equal((0, "signed_in"), Person.Came(await dan.CallAsync("sign-in")));
    }

    [Fact]
    public async Task From_72_hours_on_nobody_freezes()
    {
        using Person dan = await Person.NewAsync();
        string code = (await dan.CallAsync("recovery-code", "make")).Text("code")!;
        await dan.AddFirstAsync();
        dan.Now += Duration.FromHours(720);
        await dan.CallAsync("recovery-code", "redeem", code);

        dan.Now += Duration.FromHours(72) - Person.Spacing;
        Assert.Null((await dan.AskAsync("freeze-recovery")).Code);
        dan.Now -= Person.Grain + Person.Spacing;
        Assert.NotNull((await dan.AskAsync("freeze-recovery")).Code);
    }
}
