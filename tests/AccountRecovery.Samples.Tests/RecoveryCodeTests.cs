using NodaTime;
using NodaTime.Text;

namespace AccountRecovery.Samples;

/// <summary>The recovery code and what redeeming it does, call by call.</summary>
public sealed class RecoveryCodeTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);
    private static readonly Duration Grain = Duration.FromNanoseconds(1_000);

    [Fact]
    public async Task A_hijacked_account_is_won_back()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        string[] backup = (await AtAsync(file, Noon, "generate")).Codes;
        Ran made = await AtAsync(file, Noon, "recovery-code", "make");
        string code = made.Text("code")!;
        Assert.Equal((0, "issued", 1), (made.Code, made.Outcome, made.Number("number")));

        // Whoever knows the password replaces nothing.
        Assert.Equal((1, "refused", "recovery_code_needed"), Refusal(await AtAsync(file, Noon, "recovery-code", "make")));
        Assert.Equal((1, "refused", "recovery_code_needed"), Refusal(await AtAsync(file, Noon, "recovery-code", "revoke")));

        string typed = code.Replace('-', ' ');
        Ran redeemed = await file.CallAsync(["recovery-code", "redeem", "--idempotency-key", "1", .. At(Noon)], input: typed);
        string grant = redeemed.Text("grant")!;
        Assert.Equal((0, "redeemed", 10), (redeemed.Code, redeemed.Outcome, redeemed.Json.GetProperty("voided").GetProperty("backup_codes").GetInt32()));
        Ran replayed = await file.CallAsync(["recovery-code", "redeem", "-", "--idempotency-key", "1", .. At(Noon)], input: typed);
        Assert.Equal((0, true, grant), (replayed.Code, replayed.Json.GetProperty("replayed").GetBoolean(), replayed.Text("grant")));
        Assert.Equal((1, "refused", "already_spent"), Refusal(await AtAsync(file, Noon, "recovery-code", "redeem", code)));
        Assert.Equal((1, "refused", "no_codes"), Refusal(await AtAsync(file, Noon, "redeem", backup[0])));

        Ran signIn = await AtAsync(file, Noon, "access", "sign-in");
        Assert.Equal((1, "refused", "credentials_not_set"), Refusal(signIn));
        Assert.Equal("set_new_credentials", Assert.Single(signIn.Json.GetProperty("steps").EnumerateArray()).GetString());
        Assert.Equal((1, "refused", "credentials_not_set"), Refusal(await AtAsync(file, Noon, "recovery-code", "make", "--grant", grant)));
        Assert.Equal((1, "refused", "ticket_invalid"), Refusal(await AtAsync(file, Noon, "credentials-set", "--grant", "no grant")));

        Ran set = await file.CallAsync(["credentials-set", .. At(Noon)], input: grant);
        Assert.Equal((0, "credentials_set", Name(Noon)), (set.Code, set.Outcome, set.Text("sessions_valid_from")));
        Assert.Equal((0, "allowed"), await AtAsync(file, Noon, "access", "sign-in") is var allowed ? (allowed.Code, allowed.Outcome) : default);
        Assert.Equal((1, "refused", "session_void"), Refusal(await AtAsync(file, Noon, "access", "use-services", "--session-began", Name(Noon - Grain))));
        Assert.Equal(0, (await AtAsync(file, Noon, "access", "use-services", "--session-began", Name(Noon))).Code);
        Assert.Equal((1, "refused", "grant_needed"), Refusal(await AtAsync(file, Noon, "recovery-code", "make")));
        Assert.Equal((1, "refused", "not_in_this_state"), Refusal(await AtAsync(file, Noon, "generate")));

        Ran replacement = await file.CallAsync(["recovery-code", "make", "--grant", "-", .. At(Noon)], input: grant);
        Assert.Equal((0, "issued", 2), (replacement.Code, replacement.Outcome, replacement.Number("number")));
        Assert.Equal((1, "refused", "password_proof_needed"), Refusal(await AtAsync(file, Noon, "recovery-code", "make", "--grant", grant)));
        Assert.Equal(0, (await AtAsync(file, Noon, "generate")).Code);

        // For 72 hours nobody pays.
        Instant end = Noon + Duration.FromHours(72);
        string[] pay = ["access", "use-payment-options", "--session-began", Name(Noon)];
        Ran held = await AtAsync(file, end - Grain, pay);
        Assert.Equal((1, "refused", "payments_held", Name(end)), (held.Code, held.Outcome, held.Text("why"), held.Text("until")));
        Assert.Equal(0, (await AtAsync(file, end, pay)).Code);

        string others = new[] { made, redeemed, replayed }.Aggregate(file.Transcript, (all, shown) => all.Replace(shown.Output, string.Empty, StringComparison.Ordinal));
        Assert.DoesNotContain(code, others, StringComparison.Ordinal);
        Assert.DoesNotContain(grant, others, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grant_that_ran_out_is_given_anew_by_an_operator_and_not_before_72_hours()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        Assert.Equal((1, "no_record"), await AtAsync(file, Noon, "reopen") is var none ? (none.Code, none.Outcome) : default);
        string code = (await AtAsync(file, Noon, "recovery-code", "make")).Text("code")!;
        Assert.Equal((1, "not_needed"), await AtAsync(file, Noon, "reopen") is var early ? (early.Code, early.Outcome) : default);
        string grant = (await AtAsync(file, Noon, "recovery-code", "redeem", code)).Text("grant")!;

        Instant expired = Noon + Duration.FromHours(24);
        Assert.Equal((1, "refused", "ticket_expired"), Refusal(await AtAsync(file, expired, "credentials-set", "--grant", grant)));
        Ran signIn = await AtAsync(file, expired, "access", "sign-in");
        Assert.Equal("ask_the_host", Assert.Single(signIn.Json.GetProperty("steps").EnumerateArray()).GetString());

        Instant from = Noon + Duration.FromHours(72);
        Ran tooSoon = await AtAsync(file, from - Grain, "reopen");
        Assert.Equal((1, "too_soon", Name(from)), (tooSoon.Code, tooSoon.Outcome, tooSoon.Text("until")));
        Ran reopened = await AtAsync(file, from, "reopen");
        Assert.Equal((0, "reopened", Name(from + Duration.FromHours(24))), (reopened.Code, reopened.Outcome, reopened.Text("until")));
        Assert.Equal(0, (await AtAsync(file, from, "credentials-set", "--grant", reopened.Text("grant")!)).Code);
    }

    [Fact]
    public async Task It_is_replaced_and_revoked_by_who_can_type_it()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        string first = (await AtAsync(file, Noon, "recovery-code", "make", "--idempotency-key", "1")).Text("code")!;
        Ran again = await AtAsync(file, Noon, "recovery-code", "make", "--idempotency-key", "1");
        Assert.Equal((0, "already_issued", 1, false), (again.Code, again.Outcome, again.Number("number"), again.Json.TryGetProperty("code", out _)));
        char slip = first[0] == '2' ? '3' : '2';
        Assert.Equal((1, "refused", "typed_code_malformed"), Refusal(await AtAsync(file, Noon, "recovery-code", "make", "--current", slip + first[1..])));
        string second = (await AtAsync(file, Noon, "recovery-code", "make", "--current", first)).Text("code")!;

        Assert.Equal((1, "refused", "wrong_code"), Refusal(await AtAsync(file, Noon, "recovery-code", "revoke", "--current", first)));
        Ran revoked = await file.CallAsync(["recovery-code", "revoke", "--recovery-code", "-", .. At(Noon)], input: second);
        Assert.Equal((0, "revoked", 1), (revoked.Code, revoked.Outcome, revoked.Number("codes")));
        Assert.Equal((1, "refused", "no_codes"), Refusal(await AtAsync(file, Noon, "recovery-code", "redeem", second)));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_code_whose_sheet_could_not_be_written_is_no_longer_live()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A full disk is at hand on Linux only.");
        using RecoveryFile file = await RecoveryFile.NewAsync();
        using (SampleProcess process = SampleProcess.StartOnFullDisk("RecoveryCli", ["recovery-code", "make", "--account", "alice", "--sheet", "text", "--db", file.Path]))
        {
            (await process.EndAsync()).IsOneLine(4);
        }

        Ran status = await AtAsync(file, SystemClock.Instance.GetCurrentInstant(), "status");
        Assert.False(status.Json.GetProperty("recovery_code").GetProperty("live").GetBoolean());
        Ran made = await file.CallAsync("recovery-code", "make", "--account", "alice", "--json");
        Assert.Equal((0, 2), (made.Code, made.Number("number")));
    }

    private static Task<Ran> AtAsync(RecoveryFile file, Instant now, params string[] arguments) => file.CallAsync([.. arguments, .. At(now)]);

    private static string[] At(Instant now) => ["--account", "alice", "--json", "--now", Name(now)];

    private static (int, string?, string?) Refusal(Ran ran) => (ran.Code, ran.Outcome, ran.Text("why"));

    private static string Name(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}
