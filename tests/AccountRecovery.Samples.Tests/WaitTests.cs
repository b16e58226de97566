using NodaTime;

namespace AccountRecovery.Samples;

/// <summary>The thirty days, walked from a shell.</summary>
public sealed class WaitTests
{
    private const string About = "all your contacts will be removed soon";

    private static readonly Duration Day = Duration.FromHours(24);
    private static readonly string[] Began = ["--session-began", Person.Name(Person.Noon)];

    /// <summary>He has none of these, finds his phone on day 20 and cancels; then he loses it for good and waits to the end.</summary>
    [Fact]
    public async Task W1_W2_W3_The_thirty_days_are_announced_and_cancelled_by_a_code_and_waited_out_to_a_new_beginning()
    {
        using Person dan = await Person.AtAShellAsync();
        await dan.AddFirstAsync();
        Ran started = await dan.CallAsync("remove-all");
        Instant until = Person.Noon + (30 * Day);
        Assert.Equal((0, "wait_started", Person.Name(until), false), (started.Code, started.Outcome, started.Text("until"), started.Json.GetProperty("replayed").GetBoolean()));
        Assert.Equal(["the removal of all your contacts has begun"], dan.Told());

        // What is sensitive is refused, ordinary use goes on, and a second step takes a way in that no stranger has.
        Ran pay = await dan.CallAsync(["access", "use-payment-options", .. Began]);
        Assert.Equal((1, "refused", "wait_runs", Person.Name(until)), (pay.Code, pay.Outcome, pay.Text("why"), pay.Text("until")));
        Assert.Equal(["cancel_wait", "come_back"], Person.Steps(pay));
        Assert.Equal((1, "refused", "wait_runs"), Person.Refusal(await dan.CallAsync(["access", "sensitive-action", .. Began])));
        Assert.Equal((1, "refused", "not_in_this_state"), Person.Refusal(await dan.CallAsync("add-contact", "--email", "eve@example.org")));
        Assert.Equal((0, "allowed"), Person.Came(await dan.CallAsync(["access", "use-services", .. Began])));
        Assert.Equal((1, "refused", "trusted_device_needed"), Person.Refusal(await dan.CallAsync("sign-in", "--two-step")));
        Assert.Equal((0, "signed_in"), Person.Came(await dan.CallAsync("sign-in", "--two-step", "--app-password")));

        // Reminded on the day and not a microsecond sooner; then he finds his phone.
        Assert.Equal(0, await dan.RunDueAsync(Person.Noon + (7 * Day) - Person.Grain));
        Assert.Equal(1, await dan.RunDueAsync(Person.Noon + (7 * Day)));
        Assert.Equal(1, await dan.RunDueAsync(Person.Noon + (14 * Day)));
        Assert.Equal([About, About], dan.Told());
        dan.Now = Person.Noon + (20 * Day);
        Ran cancelled = await dan.ByCodeAsync("cancel", "cancel-wait");
        Assert.Equal((0, "cancelled"), Person.Came(cancelled));
        Assert.Equal(["verified"], Person.States(cancelled));
        Assert.Null(cancelled.Text("wait_until"));
        Assert.Equal(["the removal of your contacts was cancelled"], dan.Told());
        Assert.Equal((1, "refused", "session_void"), Person.Refusal(await dan.CallAsync(["access", "use-services", .. Began])));

        // For a month a session alone begins no wait any more; with a code of his it does.
        Assert.Equal((1, "refused", "contact_proof_needed"), Person.Refusal(await dan.CallAsync("remove-all")));
        (string challenge, string code) = await dan.SendAsync(1);
        Ran again = await dan.CallAsync("remove-all", "--challenge", challenge, "--code", code);
        Instant since = dan.Now;
        until = since + (30 * Day);
        Assert.Equal((0, "wait_started", Person.Name(until)), (again.Code, again.Outcome, again.Text("until")));
        dan.Told();
        foreach (int day in (int[])[7, 14, 21, 23, 27, 29])
        {
            Assert.Equal(1, await dan.RunDueAsync(since + (day * Day)));
            Assert.Equal([About], dan.Told());
        }

        // To the end, and set up again by the password.
        dan.Now = until - Person.Grain;
        Assert.Equal((1, "refused", "not_in_this_state"), Person.Refusal(await dan.CallAsync("add-contact", "--email", "new@example.org")));
        Assert.Equal(1, await dan.RunDueAsync(until));
        Assert.Equal(["all your contacts were removed"], dan.Told());
        Assert.Equal(["add_contact"], Person.Steps(await dan.CallAsync("sign-in")));
        Assert.Equal((1, "refused", "being_set_up"), Person.Refusal(await dan.CallAsync("access", "change-security-settings", "--session-began", Person.Name(until))));
        Assert.Null((await dan.AskAsync("cancel-wait")).Code);
        await dan.AddFirstAsync("new@example.org");
        Assert.Equal(0, (await dan.CallAsync("access", "change-security-settings", "--session-began", Person.Name(until))).Code);
        Ran contacts = await dan.CallAsync("contacts");
        Assert.Equal("n***@example.org", Assert.Single(contacts.Json.GetProperty("contacts").EnumerateArray()).GetProperty("masked").GetString());
    }

    [Fact]
    public async Task What_ends_the_wait_at_once_is_offered_first_and_it_does()
    {
        using Person dan = await Person.NewAsync();
        string code = (await dan.CallAsync("recovery-code", "make")).Text("code")!;
        await dan.AddFirstAsync();

        Ran offered = await dan.CallAsync("remove-all");
        Assert.Equal(
            (1, "offered", true, false),
            (offered.Code, offered.Outcome, offered.Json.GetProperty("recovery_code").GetBoolean(), offered.Json.GetProperty("recovery_key").GetBoolean()));
        Ran words = await dan.SayAsync("remove-all");
        words.IsOneLine(1);
        Assert.StartsWith("The recovery code ends this at once: 'recovery-code redeem'. To begin the wait all the same, repeat with --yes.", words.Error, StringComparison.Ordinal);
        Assert.Null((await dan.CallAsync("status")).Text("wait_until"));

        // The same call again is the same wait.
        foreach (bool replayed in (bool[])[false, true])
        {
            Ran started = await dan.CallAsync("remove-all", "--yes", "--idempotency-key", "1");
            Assert.Equal((0, "wait_started", replayed), (started.Code, started.Outcome, started.Json.GetProperty("replayed").GetBoolean()));
        }

        Ran status = await dan.CallAsync("status");
        Assert.Equal(Person.Name(Person.Noon + (30 * Day)), status.Text("wait_until"));
        Assert.Equal("redeem_recovery_code", status.Json.GetProperty("sign_in").GetProperty("steps")[1].GetString());
        Assert.Equal("redeemed", (await dan.CallAsync("recovery-code", "redeem", code)).Outcome);
        Assert.Null((await dan.CallAsync("status")).Text("wait_until"));
    }

    /// <summary>Who has lost everything is told elsewhere, and that proves nothing.</summary>
    [Fact]
    public async Task W2_A_notice_address_is_notified_and_cancels_nothing()
    {
        using Person dan = await Person.NewAsync();
        await dan.AddFirstAsync();
        Assert.Equal((1, "refused", "not_in_this_state"), Person.Refusal(await dan.CallAsync("notice-address", "--email", "sister@example.net")));
        Assert.Equal("wait_started", (await dan.CallAsync("remove-all")).Outcome);
        dan.Outbox.TakeNew();
        Ran slip = await dan.CallAsync("notice-address", "--email", "sister@example");
        Assert.Equal((1, "invalid", "email", "domain_invalid"), (slip.Code, slip.Outcome, slip.Text("field"), slip.Text("fault")));
        await dan.ConfirmAsync("notice-address", "--email", "sister@example.net");

        dan.Outbox.TakeNew();
        await dan.RunDueAsync(Person.Noon + (7 * Day));
        Assert.Equal(2, dan.Told().Length);
        Assert.Null((await dan.AskAsync("cancel-wait", "sister@example.net")).Code);
        Assert.Equal((1, "refused", "challenge_over"), Person.Refusal(await dan.CallAsync("cancel", "1234567", "--challenge", (await dan.AskAsync("cancel-wait", "sister@example.net")).Challenge)));
        Ran list = await dan.SayAsync("contacts");
        Assert.Equal(
            "dan: 2 contacts, 0 independent. The wait runs until 2026-03-31T12:00:00Z.\n"
                + "  1  email  d***@example.com  leaving  can cancel the wait before 2026-03-31T12:00:00Z\n"
                + "  2  email  s***@example.net  notice   is told of the wait and proves nothing\n",
            list.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task W3_Another_wait_does_not_begin_within_a_day_and_erasing_is_refused_while_one_runs()
    {
        using Person dan = await Person.NewAsync();
        Assert.Equal((1, "refused", "not_in_this_state"), Person.Refusal(await dan.CallAsync("remove-all")));
        await dan.AddFirstAsync();
        await dan.CallAsync("remove-all");
        Ran erase = await dan.CallAsync("erase");
        Assert.Equal((1, "refused", "wait_runs", Person.Name(Person.Noon + (30 * Day))), (erase.Code, erase.Outcome, erase.Text("why"), erase.Text("until")));
        (string leaving, string? typed) = await dan.AskAsync("cancel-wait");
        foreach (bool replayed in (bool[])[false, true])
        {
            Ran cancelled = await dan.CallAsync("cancel", typed!, "--challenge", leaving, "--idempotency-key", "1");
            Assert.Equal((0, "cancelled", replayed), (cancelled.Code, cancelled.Outcome, cancelled.Json.GetProperty("replayed").GetBoolean()));
        }

        (string challenge, string code) = await dan.SendAsync(1);
        Ran proved = await dan.CallAsync("verify", code, "--challenge", challenge, "--purpose", "change-settings");
        Ran soon = await dan.CallAsync("remove-all", "--proof", proved.Text("proof")!);
        Assert.Equal((1, "refused", "too_many_waits", Person.Name(Person.Noon + Day)), (soon.Code, soon.Outcome, soon.Text("why"), soon.Text("until")));
        Assert.Equal((1, "refused", "ticket_invalid"), Person.Refusal(await dan.CallAsync("cancel", "--proof", proved.Text("proof")!)));
        Assert.Equal((1, "refused", "ticket_invalid"), Person.Refusal(await dan.CallAsync("cancel", "--proof", "no proof")));

        await dan.AtAsync(Person.Noon + (2 * Day), "status");
        (challenge, code) = await dan.SendAsync(1);
        Assert.Equal((0, "wait_started"), Person.Came(await dan.CallAsync("remove-all", "--challenge", challenge, "--code", code)));
        Assert.Equal((0, "erased"), Person.Came(await dan.CallAsync("erase", "--force")));
    }
}
