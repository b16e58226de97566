using NodaTime;

namespace AccountRecovery;

public sealed class RedeemTests
{
    private static readonly Duration Microsecond = Duration.FromTicks(10);

    [Fact]
    public async Task Redeem_a_live_code_spends_it_and_proves_it()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();

        RedeemOutcome.Redeemed redeemed = Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[3]));

        Assert.Equal(9, redeemed.Remaining);
        Assert.False(redeemed.Replayed);
        Assert.Equal(9, (await host.Codes.GetStatusAsync(TestHost.Alice)).Remaining);
    }

    [Fact]
    public async Task Redeem_a_spent_code_is_refused_and_counted()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        await host.RedeemAsync(codes[0]);

        Assert.Equal(new RedeemOutcome.Refused(Refusal.AlreadySpent), await host.RedeemAsync(codes[0]));

        Assert.Equal(1, (await host.Codes.GetStatusAsync(TestHost.Alice)).Anonymous.Failures);
    }

    [Theory]
    [InlineData("{0}{1}")]
    [InlineData("  {0} {1}\t")]
    [InlineData("{0}-{1}")]
    [InlineData("{0}\u2014{1}")]
    [InlineData("{0}\u00A0{1}")]
    public async Task Redeem_forgives_how_a_code_is_written(string shape)
    {
        await using var host = new TestHost();
        string[] halves = (await host.IssueAsync())[0].Split(' ');

        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, halves[0], halves[1])));
    }

    [Theory]
    [InlineData("1234 567", CodeFault.TooFewSymbols, 8)]
    [InlineData("1234 56789", CodeFault.TooManySymbols, 9)]
    [InlineData("1234 567B", CodeFault.UnexpectedCharacter, 8)]
    [InlineData("1234_5678", CodeFault.UnexpectedCharacter, 4)]
    public async Task Redeem_a_slip_of_the_pen_says_what_and_where_and_counts_nothing(string typed, CodeFault fault, int position)
    {
        var store = new CountingStore(InMemory.Store());
        await using var host = new TestHost(store: store);
        await host.IssueAsync();
        (int writes, int hashes) = (store.Writes, host.Hasher.Hashes);

        Assert.Equal(new RedeemOutcome.Malformed(fault, position), await host.RedeemAsync(typed));

        Assert.Equal((writes, hashes), (store.Writes, host.Hasher.Hashes));
    }

    [Fact]
    public async Task Redeem_over_128_characters_is_refused_before_work()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        int hashes = host.Hasher.Hashes;

        Assert.Equal(new RedeemOutcome.Malformed(CodeFault.TooLong, 128), await host.RedeemAsync(codes[0].PadRight(129)));
        Assert.Equal(new RedeemOutcome.Malformed(CodeFault.TooLong, 128), await host.RedeemAsync(new string('1', 10_000_000)));
        Assert.Equal(hashes, host.Hasher.Hashes);
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0].PadRight(128)));
    }

    [Fact]
    public async Task C4_Empty_input_never_redeems_and_never_costs_a_hash()
    {
        await using var host = new TestHost();
        AccountId none = new("none"), one = new("one"), ten = new("ten");
        await host.Codes.ImportAsync(one, ["1234 5678"], CodeFormat.BackupCode, TestHost.Owner);
        await host.IssueAsync(ten);
        int hashes = host.Hasher.Hashes;

        foreach (AccountId account in (AccountId[])[none, one, ten])
        {
            foreach (string? typed in (string?[])[null, "", " ", "----", "\0", "\t\r\n", "\u00A0 \u3000", "\u2014\u2212-"])
            {
                Assert.IsType<RedeemOutcome.Malformed>(await host.RedeemAsync(typed, account: account));
                Assert.IsType<ConfirmOutcome.Malformed>(await host.Codes.ConfirmAsync(account, typed, TestHost.Owner));
            }
        }

        Assert.Equal(hashes, host.Hasher.Hashes);
        Assert.Equal(0, (await host.Codes.GetStatusAsync(ten)).Anonymous.Failures);
    }

    [Fact]
    public async Task Redeem_for_an_unknown_account_costs_a_hash_and_leaves_no_record()
    {
        var store = new CountingStore(InMemory.Store());
        await using var host = new TestHost(store: store);

        Assert.Equal(new RedeemOutcome.Refused(Refusal.UnknownAccount), await host.RedeemAsync("1234 5678"));

        Assert.Equal(1, host.Hasher.Hashes);
        Assert.Equal(0, store.Writes);
        Assert.Null(await host.OpenAsync());
    }

    [Fact]
    public async Task Redeem_without_a_set_costs_a_hash_and_changes_nothing()
    {
        var store = new CountingStore(InMemory.Store());
        await using var host = new TestHost(store: store);
        await host.IssueAsync();
        await host.Codes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(await host.VouchAsync(ProofPurpose.ChangeSecuritySettings)));
        (int writes, int hashes) = (store.Writes, host.Hasher.Hashes);

        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await host.RedeemAsync("1234 5678"));

        Assert.Equal((writes, hashes + 1), (store.Writes, host.Hasher.Hashes));
    }

    [Fact]
    public async Task Redeem_is_paused_for_30_seconds_after_the_fifth_failure_then_for_twice_as_long()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        string[] wrong = [.. TestHost.WrongCodes(codes).Take(20)];
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RedeemAsync(wrong[i]));
        }

        for (int seconds = 30, next = 5; seconds <= 3600; seconds = seconds == 1920 ? 3600 : seconds * 2)
        {
            Instant until = host.Clock.GetCurrentInstant() + Duration.FromSeconds(seconds);
            Assert.Equal(new RedeemOutcome.Paused(until), await host.RedeemAsync(codes[0]));
            host.Clock.Set(until - Microsecond);
            Assert.Equal(new RedeemOutcome.Paused(until), await host.RedeemAsync(codes[0]));
            host.Clock.Set(until);
            Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RedeemAsync(wrong[next++]));
            if (seconds == 3600)
            {
                break;
            }
        }

        host.Clock.Advance(Duration.FromHours(1));
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
        Assert.Equal(0, (await host.Codes.GetStatusAsync(TestHost.Alice)).Anonymous.Failures);
    }

    [Fact]
    public async Task Redeem_after_a_hundred_failures_in_a_row_is_closed_until_a_new_set()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        foreach (string wrong in TestHost.WrongCodes(codes).Take(100))
        {
            Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RedeemAsync(wrong));
            host.Clock.Advance(Duration.FromHours(1));
        }

        host.Clock.Advance(Duration.FromDays(365));
        int hashes = host.Hasher.Hashes;
        Assert.Equal(new RedeemOutcome.Closed(), await host.RedeemAsync(codes[0]));
        Assert.Equal(hashes, host.Hasher.Hashes);
        Assert.True((await host.Codes.GetStatusAsync(TestHost.Alice)).Anonymous.Closed);

        string[] fresh = await host.IssueAsync();
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(fresh[0]));
    }

    [Fact]
    public async Task Strangers_never_touch_the_owners_budget()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        foreach (string wrong in TestHost.WrongCodes(codes).Take(100))
        {
            await host.RedeemAsync(wrong);
            host.Clock.Advance(Duration.FromHours(1));
        }

        RecoveryTicket session = await host.VouchAsync(ProofPurpose.SignIn, HostProof.HostSession);
        Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RedeemAsync("0000 0000", session));
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0], session));

        BackupCodeStatus status = await host.Codes.GetStatusAsync(TestHost.Alice);
        Assert.Equal(100, status.Anonymous.Failures);
        Assert.True(status.Anonymous.Closed);
        Assert.Equal(new BudgetStatus(0, null, false), status.Attested);
    }

    [Fact]
    public async Task Low_codes_are_reported_at_three_one_and_none()
    {
        await using var host = new TestHost(listens: true);
        string[] codes = await host.IssueAsync();
        var warnings = new List<LowCodes>();
        foreach (string code in codes)
        {
            Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(code));
            warnings.Add((await host.Codes.GetStatusAsync(TestHost.Alice)).Warning);
        }

        await host.DrainAsync();
        Assert.Equal([3, 1, 0], host.Sink.Delivered.Where(e => e.Kind == RecoveryEventKind.CodesLow).Select(e => e.Remaining ?? -1));
        Assert.Equal(
            [LowCodes.Enough, LowCodes.Enough, LowCodes.Enough, LowCodes.Enough, LowCodes.Enough, LowCodes.Enough, LowCodes.Few, LowCodes.Few, LowCodes.LastOne, LowCodes.NoneLeft],
            warnings);
        Assert.Equal(LowCodes.NoSet, (await host.Codes.GetStatusAsync(new AccountId("nobody"))).Warning);
    }

    [Fact]
    public void What_a_page_may_show_never_tells_a_stranger_more_than_not_accepted()
    {
        (RedeemOutcome Outcome, PersonResult Stranger, PersonResult SignedIn)[] table =
        [
            (new RedeemOutcome.Redeemed(new RecoveryTicket([1]), 3), PersonResult.Accepted, PersonResult.Accepted),
            (new RedeemOutcome.Malformed(CodeFault.Empty, 0), PersonResult.Malformed, PersonResult.Malformed),
            (new RedeemOutcome.Refused(Refusal.WrongCode), PersonResult.NotAccepted, PersonResult.NotAccepted),
            (new RedeemOutcome.Refused(Refusal.UnknownAccount), PersonResult.NotAccepted, PersonResult.NotAccepted),
            (new RedeemOutcome.Paused(TestHost.Start), PersonResult.NotAccepted, PersonResult.TryLater),
            (new RedeemOutcome.Closed(), PersonResult.NotAccepted, PersonResult.NotAccepted),
            (new RedeemOutcome.Busy(BusyReason.Lanes), PersonResult.NotAccepted, PersonResult.TryLater),
        ];

        Assert.All(table, row => Assert.Equal((row.Stranger, row.SignedIn), (row.Outcome.ForPerson(signedIn: false), row.Outcome.ForPerson(signedIn: true))));
    }

    [Fact]
    public void What_a_page_may_show_of_a_confirmation_folds_alike()
    {
        (ConfirmOutcome Outcome, PersonResult Stranger, PersonResult SignedIn)[] table =
        [
            (new ConfirmOutcome.Confirmed(10), PersonResult.Accepted, PersonResult.Accepted),
            (new ConfirmOutcome.Malformed(CodeFault.Empty, 0), PersonResult.Malformed, PersonResult.Malformed),
            (new ConfirmOutcome.Refused(Refusal.NothingPending), PersonResult.NotAccepted, PersonResult.NotAccepted),
            (new ConfirmOutcome.Paused(TestHost.Start), PersonResult.NotAccepted, PersonResult.TryLater),
            (new ConfirmOutcome.Closed(), PersonResult.NotAccepted, PersonResult.NotAccepted),
            (new ConfirmOutcome.Busy(BusyReason.Queue), PersonResult.NotAccepted, PersonResult.TryLater),
        ];

        Assert.All(table, row => Assert.Equal((row.Stranger, row.SignedIn), (row.Outcome.ForPerson(signedIn: false), row.Outcome.ForPerson(signedIn: true))));
    }

    [Fact]
    public async Task Malformed_input_answers_alike_for_every_account()
    {
        await using var host = new TestHost(options => options.ImportFormats.Add("crockford32:5-5"));
        AccountId unknown = new("unknown"), generated = new("generated"), imported = new("imported");
        await host.IssueAsync(generated);
        await host.Codes.ImportAsync(imported, ["ABCDE-FGHJK"], CodeFormat.Parse("crockford32:5-5"), TestHost.Owner);

        foreach (string typed in (string[])["", "1", "1234 567", "1234 56789", "ABCDE", "ABCDE-FGHJ", "ABCDE-FGHJKM", "1234-567?", "ÄÖÜ", new string('1', 200)])
        {
            RedeemOutcome first = await host.RedeemAsync(typed, account: unknown);
            Assert.IsType<RedeemOutcome.Malformed>(first);
            Assert.Equal(first, await host.RedeemAsync(typed, account: generated));
            Assert.Equal(first, await host.RedeemAsync(typed, account: imported));
        }

        foreach (string typed in (string[])["1234 5678", "ABCDE-FGHJM"])
        {
            foreach (AccountId account in (AccountId[])[unknown, generated, imported])
            {
                Assert.IsType<RedeemOutcome.Refused>(await host.RedeemAsync(typed, account: account));
            }
        }
    }
}
