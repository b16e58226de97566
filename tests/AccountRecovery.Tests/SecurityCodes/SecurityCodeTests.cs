using NodaTime;

namespace AccountRecovery;

/// <summary>One security code, from its sending to its use: for whom, how often, how long, and for what.</summary>
public sealed class SecurityCodeTests
{
    private static readonly Duration Grain = ContactScene.Grain;

    [Fact]
    public async Task A_code_that_comes_back_is_a_proof_once()
    {
        await using var host = new TestHost(sends: true, listens: true);
        ContactId contact = await host.AddFirstAsync();
        host.Clock.Advance(SendLimits.Spacing);

        ChallengeId challenge = await host.AskAsync("MIRA@Example.com");
        string code = host.LastCode();
        Assert.Matches("^[0-9]{3} [0-9]{4}$", code);
        VerifyOutcome.Verified verified = Assert.IsType<VerifyOutcome.Verified>(await host.TypeAsync(challenge, $" {code.Replace(' ', '-')} "));

        Assert.Equal(contact, verified.Contact.Id);
        Assert.NotNull(verified.Proof);
        Assert.Equal(new VerifyOutcome.Refused(Refusal.ChallengeOver), await host.TypeAsync(challenge, code));
        await host.DrainAsync();
        Assert.Equal(
            [(RecoveryEventKind.CodeRedeemed, RecoveryMethod.SecurityCodes), (RecoveryEventKind.AttemptRefused, RecoveryMethod.SecurityCodes)],
            host.Sink.Delivered.TakeLast(2).Select(told => (told.Kind, told.Method)));
    }

    [Fact]
    public async Task VerifyAsync_NoCode_CostsNothing()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        ChallengeId challenge = await host.AskAsync(ContactScene.Mira);

        Assert.Equal(new VerifyOutcome.Malformed(CodeFault.Empty, 0), await host.TypeAsync(challenge, null));
        Assert.Equal(new VerifyOutcome.Malformed(CodeFault.TooFewSymbols, 6), await host.TypeAsync(challenge, "123456"));
        Assert.Equal(new VerifyOutcome.Malformed(CodeFault.TooLong, 128), await host.TypeAsync(challenge, new string('1', 100_000)));
        Assert.Equal(0, (await host.OpenAsync())!.SecurityCodes.Budgets.Anonymous.Failures);
    }

    /// <summary>Its holder has an e-mail account at hand, and perhaps nothing else of the person.</summary>
    [Fact]
    public async Task A_security_code_is_no_sign_in_factor()
    {
        await using var host = new TestHost(sends: true);
        ContactId contact = await host.AddFirstAsync();
        RecoveryTicket session = await host.VouchAsync(ProofPurpose.SignIn, HostProof.HostSession);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.SecurityCodes.SendAsync(TestHost.Alice, contact, ProofPurpose.SignIn, TestHost.Owner.Having(session)).AsTask());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.SecurityCodes.SendToMatchAsync(TestHost.Alice, ContactScene.Mira, ProofPurpose.SignIn, TestHost.Stranger).AsTask());
        foreach (ProofPurpose purpose in (ProofPurpose[])[ProofPurpose.AnswerPrompt, ProofPurpose.ChangeSecuritySettings, ProofPurpose.ConfirmContact])
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.SecurityCodes.SendToMatchAsync(TestHost.Alice, ContactScene.Mira, purpose, TestHost.Stranger).AsTask());
        }

        RecoveryTicket answered = await host.ProveAsync(contact, ProofPurpose.AnswerPrompt);
        string[] backup = await host.IssueAsync();
        Assert.Equal(new RedeemOutcome.Refused(Refusal.TicketInvalid), await host.RedeemAsync(backup[0], answered));
        Assert.Equal(new ChangeOutcome.Refused(Refusal.TicketInvalid), await host.AddAsync(NewContact.Email(ContactScene.Work), [answered]));
    }

    [Fact]
    public async Task D4_Asking_again_kills_the_code_before_and_not_its_own()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        host.Clock.Advance(Duration.FromHours(2));
        ContactId contact = new(1);
        SendOutcome.Sent sent = Assert.IsType<SendOutcome.Sent>(await host.SendAsync(contact, ProofPurpose.Recover));
        List<string> codes = [];
        for (int n = 1; n <= 4; n++)
        {
            await host.DrainAsync();
            codes.Add(host.LastCode());
            Assert.Equal(host.Clock.GetCurrentInstant() + SendLimits.Spacing, sent.NextAt);
            RecoveryTicket session = await host.VouchAsync(ProofPurpose.Recover, HostProof.HostSession);
            host.Clock.Set(sent.NextAt - Grain);
            Assert.Equal(new SendOutcome.TooSoon(sent.NextAt), await host.SecurityCodes.ResendAsync(TestHost.Alice, sent.Challenge, TestHost.Owner.Having(session)));
            host.Clock.Set(sent.NextAt);
            sent = Assert.IsType<SendOutcome.Sent>(await host.SecurityCodes.ResendAsync(TestHost.Alice, sent.Challenge, TestHost.Owner.Having(session)));
        }

        await host.DrainAsync();
        string last = host.LastCode();
        Assert.Equal(5, codes.Append(last).Distinct(StringComparer.Ordinal).Count());
        foreach (string old in codes)
        {
            Assert.Equal(new VerifyOutcome.Refused(Refusal.WrongCode), await host.TypeAsync(sent.Challenge, old));
        }

        Assert.IsType<VerifyOutcome.Verified>(await host.TypeAsync(sent.Challenge, last));
    }

    /// <summary>Used, expired or tried too often: the old handle opens nothing any more, even with its own code, and a new start is needed.</summary>
    [Theory]
    [InlineData("used")]
    [InlineData("expired")]
    [InlineData("tried too often")]
    public async Task S7_A_flow_that_is_over_stays_over(string why)
    {
        await using var host = new TestHost(options => options.FreeAttempts = 10, sends: true);
        await host.AddFirstAsync();
        host.Clock.Advance(Duration.FromHours(2));
        ChallengeId challenge = await host.AskAsync(ContactScene.Mira);
        string code = host.LastCode();
        if (why == "used")
        {
            Assert.IsType<VerifyOutcome.Verified>(await host.TypeAsync(challenge, code));
        }

        host.Clock.Advance(Duration.FromMinutes(why == "expired" ? 10 : 0));
        for (int n = 0; why == "tried too often" && n < 5; n++)
        {
            Assert.Equal(new VerifyOutcome.Refused(Refusal.WrongCode), await host.TypeAsync(challenge, ContactScene.OtherCode(code)));
        }

        Assert.Equal(new VerifyOutcome.Refused(Refusal.ChallengeOver), await host.TypeAsync(challenge, code));
        host.Clock.Advance(Duration.FromMinutes(30));
        Assert.Equal(new VerifyOutcome.Refused(Refusal.ChallengeOver), await host.TypeAsync(challenge, code));
        ChallengeId another = await host.AskAsync(ContactScene.Mira);
        Assert.IsType<VerifyOutcome.Verified>(await host.TypeAsync(another, host.LastCode()));
    }

    [Fact]
    public async Task Five_wrong_tries_end_a_code_and_another_one_begins_anew()
    {
        await using var host = new TestHost(options => options.FreeAttempts = 10, sends: true);
        await host.AddFirstAsync();
        host.Clock.Advance(Duration.FromHours(2));
        ChallengeId challenge = await host.AskAsync(ContactScene.Mira);
        string code = host.LastCode();
        for (int n = 0; n < 5; n++)
        {
            Assert.Equal(new VerifyOutcome.Refused(Refusal.WrongCode), await host.TypeAsync(challenge, ContactScene.OtherCode(code)));
        }

        Assert.Equal(new VerifyOutcome.Refused(Refusal.ChallengeOver), await host.TypeAsync(challenge, code));
        host.Clock.Advance(SendLimits.Spacing);
        Assert.IsType<SendOutcome.Sent>(await host.SecurityCodes.ResendAsync(TestHost.Alice, challenge, TestHost.Stranger));
        await host.DrainAsync();
        Assert.IsType<VerifyOutcome.Verified>(await host.TypeAsync(challenge, host.LastCode()));
    }

    [Fact]
    public async Task D6_Sends_are_counted_before_they_are_sent_and_no_more_go_than_the_budget_holds()
    {
        await using var host = new TestHost(sends: true);
        ContactId contact = await host.AddFirstAsync();
        host.Clock.Advance(Duration.FromHours(25));
        host.Mail.Clear();
        Instant began = host.Clock.GetCurrentInstant();

        // Every ten seconds for thirty hours, whatever is allowed.
        while (host.Clock.GetCurrentInstant() < began + Duration.FromHours(30))
        {
            await host.SendAsync(contact, ProofPurpose.Recover);
            await host.DrainAsync();
            host.Clock.Advance(host.Mail.Sent.Count % 2 == 0 ? Duration.FromSeconds(10) : Duration.FromMinutes(11));
        }

        AssertSends(await SentAtAsync(host), attested: true);
        Assert.InRange(host.Mail.Sent.Count, 12, 20);
    }

    [Fact]
    public async Task D6_A_thousand_strangers_at_once_send_two_and_leave_the_owner_the_rest()
    {
        await using var host = new TestHost(sends: true);
        ContactId contact = await host.AddFirstAsync();
        host.Clock.Advance(Duration.FromHours(25));
        host.Mail.Clear();

        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => host.SecurityCodes.SendToMatchAsync(TestHost.Alice, ContactScene.Mira, ProofPurpose.Recover, TestHost.Stranger).AsTask())));
        await host.DrainAsync();
        Assert.Single(host.Mail.Sent);
        for (int n = 0; n < 100; n++)
        {
            host.Clock.Advance(SendLimits.Spacing);
            await host.AskAsync(ContactScene.Mira);
        }

        // Two in this hour, and the owner's go on: spaced by the owner's own alone.
        Assert.Equal(2, host.Mail.Sent.Count);
        for (int n = 0; n < 3; n++)
        {
            Assert.IsType<SendOutcome.Sent>(await host.SendAsync(contact, ProofPurpose.Recover));
            host.Clock.Advance(Duration.FromMinutes(n == 1 ? 11 : 1));
        }
    }

    [Fact]
    public async Task Of_three_live_challenges_strangers_hold_two()
    {
        await using var host = new TestHost(sends: true);
        ContactId contact = await host.AddFirstAsync();
        host.Clock.Advance(Duration.FromHours(25));
        ChallengeId[] strangers = new ChallengeId[3];
        for (int n = 0; n < 3; n++)
        {
            strangers[n] = await host.AskAsync(ContactScene.Mira);
            host.Clock.Advance(Duration.FromSeconds(31));
        }

        Assert.Equal(2, (await host.OpenAsync())!.SecurityCodes.Challenges.Length);
        Assert.IsType<SendOutcome.Sent>(await host.SendAsync(contact, ProofPurpose.Recover));
        host.Clock.Advance(Duration.FromSeconds(31));
        SendOutcome fourth = await host.SendAsync(contact, ProofPurpose.Recover);

        // When the first of them is over.
        Assert.Equal(new SendOutcome.TooSoon(TestHost.Start + Duration.FromHours(25) + Duration.FromMinutes(10)), fourth);
        Assert.Equal(new VerifyOutcome.Refused(Refusal.ChallengeOver), await host.TypeAsync(strangers[2], host.LastCode()));
    }

    [Fact]
    public async Task D4_A_thousand_strangers_flows_do_not_kill_the_owners_code()
    {
        await using var host = new TestHost(sends: true);
        ContactId contact = await host.AddFirstAsync();
        host.Clock.Advance(Duration.FromHours(2));
        SendOutcome.Sent owner = Assert.IsType<SendOutcome.Sent>(await host.SendAsync(contact, ProofPurpose.Recover));
        await host.DrainAsync();
        string code = host.LastCode();
        host.Clock.Advance(SendLimits.Spacing);

        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => host.SecurityCodes.SendToMatchAsync(TestHost.Alice, ContactScene.Mira, ProofPurpose.Recover, TestHost.Stranger).AsTask())));
        host.Clock.Advance(SendLimits.Spacing);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => Task.Run(() => host.SecurityCodes.ResendAsync(TestHost.Alice, n % 2 == 0 ? owner.Challenge : new ChallengeId(n), TestHost.Stranger).AsTask())));

        RecoveryTicket session = await host.VouchAsync(ProofPurpose.Recover, HostProof.HostSession);
        Assert.IsType<VerifyOutcome.Verified>(await host.TypeAsync(owner.Challenge, code, proof: session));
    }

    /// <summary>D3, of the outcome alone: every field is the same but the handle, which is random.</summary>
    [Fact]
    public async Task D3_A_stranger_hears_the_same_whatever_there_is()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        host.Clock.Advance(Duration.FromHours(25));
        Instant next = host.Clock.GetCurrentInstant() + SendLimits.Spacing;
        AccountId nobody = new("nobody");
        (AccountId, string?)[] cases =
        [
            (TestHost.Alice, ContactScene.Mira), (TestHost.Alice, ContactScene.Mira), (TestHost.Alice, ContactScene.Work), (TestHost.Alice, "no address"),
            (TestHost.Alice, null), (TestHost.Alice, new string('a', 100_000)), (nobody, ContactScene.Mira), (TestHost.Alice, "+44 7700 900123"),
        ];

        foreach ((AccountId account, string? typed) in cases)
        {
            SendOutcome.Sent sent = Assert.IsType<SendOutcome.Sent>(await host.SecurityCodes.SendToMatchAsync(account, typed, ProofPurpose.Recover, TestHost.Stranger));
            Assert.Equal((next, false), (sent.NextAt, sent.Replayed));
            SendOutcome.Sent again = Assert.IsType<SendOutcome.Sent>(await host.SecurityCodes.ResendAsync(account, sent.Challenge, TestHost.Stranger));
            Assert.Equal(sent, again);
            Assert.Equal(PersonResult.NotAccepted, (await host.TypeAsync(sent.Challenge, "1234567", account: account)).ForPerson(signedIn: false));
        }

        // With an idempotency key, the handle is the same too: for whom there is, and for whom there is not.
        Caller keyed = TestHost.Stranger with { IdempotencyKey = "ask" };
        foreach (AccountId account in (AccountId[])[TestHost.Alice, nobody])
        {
            host.Clock.Advance(Duration.FromHours(2));
            SendOutcome first = await host.SecurityCodes.SendToMatchAsync(account, ContactScene.Mira, ProofPurpose.Recover, keyed);
            SendOutcome second = await host.SecurityCodes.SendToMatchAsync(account, ContactScene.Mira, ProofPurpose.Recover, keyed);
            Assert.Equal(first, second);
        }

        Assert.Null(await host.OpenAsync(nobody));
    }

    [Fact]
    public async Task A_hundred_failures_close_the_strangers_budget_for_a_day_and_each_further_one_again()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        for (int n = 0; n < 100; n++)
        {
            host.Clock.Advance(Duration.FromHours(2));
            Assert.IsType<VerifyOutcome.Refused>(await host.TypeAsync(new ChallengeId(n), "1234567"));
        }

        Instant opens = host.Clock.GetCurrentInstant() + Duration.FromHours(24);
        host.Clock.Set(opens - Grain);
        Assert.Equal(new VerifyOutcome.Paused(opens), await host.TypeAsync(new ChallengeId(1), "1234567"));
        host.Clock.Set(opens);
        Assert.IsType<VerifyOutcome.Refused>(await host.TypeAsync(new ChallengeId(1), "1234567"));
        Assert.Equal(new VerifyOutcome.Paused(opens + Duration.FromHours(24)), await host.TypeAsync(new ChallengeId(1), "1234567"));

        // A stronger proof opens it.
        string recovery = await host.MakeByContactAsync(new ContactId(1));
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, recovery, TestHost.Stranger));
        Assert.IsType<VerifyOutcome.Refused>(await host.TypeAsync(new ChallengeId(1), "1234567"));
    }

    [Fact]
    public async Task A5_A_lost_reply_is_answered_alike_and_the_same_key_means_nothing_elsewhere()
    {
        await using var host = new TestHost(sends: true);
        ContactId contact = await host.AddFirstAsync();
        host.Clock.Advance(Duration.FromHours(2));
        host.Mail.Clear();
        Caller keyed = TestHost.Owner with { IdempotencyKey = "key" };
        SendOutcome.Sent sent = Assert.IsType<SendOutcome.Sent>(await host.SendAsync(contact, ProofPurpose.Recover, keyed));
        await host.DrainAsync();
        host.Clock.Advance(Duration.FromMinutes(1));
        Assert.Equal(sent with { Replayed = true }, await host.SendAsync(contact, ProofPurpose.Recover, keyed));
        Assert.Equal(new SendOutcome.Refused(Refusal.IdempotencyKeyReused), await host.SendAsync(contact, ProofPurpose.ChangeSecuritySettings, keyed));
        await host.DrainAsync();
        Assert.Single(host.Mail.Sent);

        VerifyOutcome.Verified first = Assert.IsType<VerifyOutcome.Verified>(
            await host.SecurityCodes.VerifyAsync(TestHost.Alice, sent.Challenge, host.LastCode(), ProofPurpose.Recover, keyed));
        host.Clock.Advance(Duration.FromMinutes(3));
        VerifyOutcome.Verified again = Assert.IsType<VerifyOutcome.Verified>(
            await host.SecurityCodes.VerifyAsync(TestHost.Alice, sent.Challenge, host.LastCode(), ProofPurpose.Recover, keyed));
        Assert.True(again.Replayed);
        Assert.Equal(first.Proof!.Reveal(), again.Proof!.Reveal());
        Assert.Equal(
            new VerifyOutcome.Refused(Refusal.IdempotencyKeyReused),
            await host.SecurityCodes.VerifyAsync(TestHost.Alice, sent.Challenge, ContactScene.OtherCode(host.LastCode()), ProofPurpose.Recover, keyed));
        Assert.Equal(
            new VerifyOutcome.Refused(Refusal.ChallengeOver),
            await host.SecurityCodes.VerifyAsync(TestHost.Alice, sent.Challenge, host.LastCode(), ProofPurpose.Recover, keyed with { Session = "another" }));
    }

    [Fact]
    public async Task A5_A_call_whose_receipt_was_pushed_out_begins_no_second_flow_and_gives_no_more_tries()
    {
        await using var host = new TestHost(sends: true);
        ContactId contact = await host.AddFirstAsync();
        host.Clock.Advance(Duration.FromHours(2));
        Caller keyed = TestHost.Owner with { IdempotencyKey = "key" };
        SendOutcome.Sent sent = Assert.IsType<SendOutcome.Sent>(await host.SendAsync(contact, ProofPurpose.Recover, keyed));
        Assert.IsType<VerifyOutcome.Refused>(await host.TypeAsync(sent.Challenge, "0000000"));
        await host.DrainAsync();
        await host.PutAsync((await host.OpenAsync())! with { Receipts = [] });
        host.Clock.Advance(SendLimits.Spacing);

        SendOutcome.Sent again = Assert.IsType<SendOutcome.Sent>(await host.SendAsync(contact, ProofPurpose.Recover, keyed));

        Assert.Equal((sent.Challenge, true), (again.Challenge, again.Replayed));
        Assert.Equal((1, 1), ((await host.OpenAsync())!.SecurityCodes.Challenges[0].Tries, (await host.OpenAsync())!.SecurityCodes.Challenges.Length));
    }

    private static async Task<Instant[]> SentAtAsync(TestHost host)
    {
        await host.DrainAsync();
        return [.. host.Mail.Sent.Select(message => message.ExpiresAt - Duration.FromMinutes(10))];
    }

    private static void AssertSends(Instant[] sends, bool attested)
    {
        int share = attested ? 1 : 2;
        for (int i = 0; i < sends.Length; i++)
        {
            Assert.True(i == 0 || sends[i] - sends[i - 1] >= SendLimits.Spacing);
            Assert.True(sends.Count(other => other <= sends[i] && sends[i] - other < Duration.FromHours(1)) <= 5 / share);
            Assert.True(sends.Count(other => other <= sends[i] && sends[i] - other < Duration.FromHours(24)) <= 10 / share);
        }
    }
}
