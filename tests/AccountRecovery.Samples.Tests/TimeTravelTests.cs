using NodaTime;
using NodaTime.Text;
using RecoveryCli;

namespace AccountRecovery.Samples;

public sealed class TimeTravelTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);

    [Fact]
    public async Task A_pause_of_30_seconds_follows_five_wrong_codes_and_is_over_at_its_end_and_never_keeps_out_whom_the_host_vouches_for()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        Ran made = await file.CallAsync("generate", "--account", "alice", "--json", "--now", At(Noon));
        string wrong = made.Codes.Contains("0000 0000") ? "0000 0001" : "0000 0000";
        string[] guess = ["redeem", wrong, "--account", "alice", "--json", "--now", At(Noon)];
        for (int attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal("wrong_code", (await file.CallAsync(guess)).Text("why"));
        }

        Ran paused = await file.CallAsync(guess);
        Assert.Equal((1, "paused", At(Noon + Duration.FromSeconds(30))), (paused.Code, paused.Outcome, paused.Text("until")));

        string[] right = ["redeem", "--account", "alice", "--json"];
        Ran attested = await file.CallAsync([.. right, made.Codes[0], "--attested", "--now", At(Noon + Duration.FromSeconds(30) - Duration.FromTicks(10))]);
        Assert.Equal((0, "redeemed"), (attested.Code, attested.Outcome));
        Ran over = await file.CallAsync([.. right, made.Codes[1], "--now", At(Noon + Duration.FromSeconds(30))]);
        Assert.Equal((0, "redeemed"), (over.Code, over.Outcome));

        // The record has seen noon: a clock more than five minutes before that is not believed.
        Ran suspect = await file.CallAsync("redeem", made.Codes[2], "--account", "alice", "--json", "--now", At(Noon - Duration.FromMinutes(5)));
        Assert.Equal((3, "busy", "clock_suspect"), (suspect.Code, suspect.Outcome, suspect.Text("why")));
    }

    [Fact]
    public async Task A_pending_set_is_confirmed_by_one_of_its_codes_or_ends_after_24_hours()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        string[] generate = ["generate", "--confirm", "--account", "carol", "--json", "--now"];
        Ran first = await file.CallAsync([.. generate, At(Noon)]);
        Instant until = Noon + Duration.FromHours(24);
        Assert.Equal((0, "awaiting_confirmation", At(until)), (first.Code, first.Outcome, first.Text("until")));

        Assert.Equal(1, (await file.CallAsync("run-due", "--json", "--now", At(until))).Number("changed"));
        Ran late = await file.CallAsync("confirm", first.Codes[0], "--account", "carol", "--json", "--now", At(until));
        Assert.Equal((1, "refused", "nothing_pending"), (late.Code, late.Outcome, late.Text("why")));

        Ran second = await file.CallAsync([.. generate, At(until)]);
        Ran confirmed = await file.CallAsync("confirm", second.Codes[0], "--account", "carol", "--json", "--now", At(until));
        Assert.Equal((0, "confirmed", 10), (confirmed.Code, confirmed.Outcome, confirmed.Number("remaining")));
    }

    [Theory]
    [InlineData("2026-03-01T12:00:30.123456Z", "2026-03-01T12:00:30.123456Z")]
    [InlineData("+31d", "2026-04-01T12:00:00Z")]
    [InlineData("-6m", "2026-03-01T11:54:00Z")]
    [InlineData("+90s", "2026-03-01T12:01:30Z")]
    [InlineData("-0h", "2026-03-01T12:00:00Z")]
    [InlineData("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z")]
    [InlineData("8999-12-31T23:59:59Z", "8999-12-31T23:59:59Z")]
    public void An_instant_is_read_as_it_stands_or_counted_from_now(string text, string instant) =>
        Assert.Equal(instant, At(TimeTravel.Parse(text, Noon)));

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("+d")]
    [InlineData("+1")]
    [InlineData("+1w")]
    [InlineData("+-1d")]
    [InlineData("+1.5d")]
    [InlineData("+1000000s")]
    [InlineData("-999999d")]
    [InlineData("2026-03-01")]
    [InlineData("2026-03-01T12:00:00+01:00")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("9000-01-01T00:00:00Z")]
    public void Anything_else_is_refused(string text) => Assert.Throws<FormatException>(() => TimeTravel.Parse(text, Noon));

    private static string At(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}
