using NodaTime;

namespace AccountRecovery.Samples;

/// <summary>Removing one contact of several, and taking it back.</summary>
public sealed class RemovalTests
{
    [Fact]
    public async Task W4_A_young_contact_removes_nothing_older_and_what_an_older_one_removes_is_reported_and_comes_back_once()
    {
        using Person dan = await Person.NewAsync();
        await dan.AddFirstAsync();
        await dan.AddAsync(1, "work@example.net");
        dan.Outbox.TakeNew();

        (string challenge, string code) = await dan.SendAsync(2);
        Ran young = await dan.CallAsync("remove", "1", "--challenge", challenge, "--code", code);
        Assert.Equal((1, "refused", "contact_proof_needed"), Person.Refusal(young));
        Assert.Equal((1, "refused", "contact_not_usable"), Person.Refusal(await dan.CallAsync("remove", "7")));

        (challenge, code) = await dan.SendAsync(1);
        string[] remove = ["remove", "2", "--challenge", challenge, "--code", code, "--idempotency-key", "1"];
        Ran removed = await dan.CallAsync(remove);
        Assert.Equal((0, "removed"), Person.Came(removed));
        Assert.Equal(["verified", "removed"], Person.States(removed));
        Assert.Equal(["an e-mail address was removed", "an e-mail address was removed"], dan.Told());
        Instant until = dan.Now + Duration.FromHours(720);
        Ran replayed = await dan.CallAsync(remove);
        Assert.True(replayed.Json.GetProperty("replayed").GetBoolean());
        Ran list = await dan.SayAsync("contacts");
        Assert.Contains($"  2  email  w***@example.net  removed   can undo that before {Person.Name(until)}\n", list.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        // The last one is no slip of the finger.
        Ran last = await dan.CallAsync("remove", "1");
        Assert.Equal((1, "last_contact", 1), (last.Code, last.Outcome, last.Number("contact")));

        // Taken back a microsecond before it would be too late, once.
        dan.Now = until - Person.Grain - Person.Spacing;
        Ran undone = await dan.ByCodeAsync("undo", "undo-removal", "work@example.net");
        Assert.Equal((0, "undone"), Person.Came(undone));
        Assert.Equal(["verified", "verified"], Person.States(undone));
        Assert.False(undone.Json.GetProperty("contacts")[1].GetProperty("settled").GetBoolean());
        Assert.Null((await dan.AskAsync("undo-removal", "work@example.net")).Code);
    }

    [Fact]
    public async Task From_720_hours_on_nothing_is_sent_that_would_undo_it()
    {
        using Person dan = await Person.NewAsync();
        await dan.AddFirstAsync();
        await dan.AddAsync(1, "work@example.net");
        (string challenge, string code) = await dan.SendAsync(2);
        Ran proved = await dan.CallAsync("verify", code, "--challenge", challenge, "--purpose", "change-settings");
        Assert.Equal((0, "removed"), Person.Came(await dan.CallAsync("remove", "2", "--proof", proved.Text("proof")!)));

        dan.Now += Duration.FromHours(720) - Person.Spacing;
        Assert.Null((await dan.AskAsync("undo-removal", "work@example.net")).Code);
        Ran list = await dan.CallAsync("contacts");
        Assert.Equal(["verified"], Person.States(list));
    }
}
