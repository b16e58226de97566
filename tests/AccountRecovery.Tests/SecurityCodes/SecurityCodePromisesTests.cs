using System.Text;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>The promises that security codes make whatever the order of things: purposes, budgets, repeated checks, destinations.</summary>
public sealed class SecurityCodePromisesTests
{
    private static readonly ProofPurpose[] Purposes = [ProofPurpose.Recover, ProofPurpose.ChangeSecuritySettings, ProofPurpose.AnswerPrompt];

    /// <summary>Every ordered pair of (account, contact, purpose, challenge, send): what one was sent opens no other.</summary>
    [Fact]
    public async Task S14_A_code_fits_its_own_account_contact_purpose_challenge_and_send_alone()
    {
        RecordSecret[] secrets = [RecordSecret.Generate(), RecordSecret.Generate()];
        (RecordSecret Secret, Challenge Challenge)[] all =
        [
            .. from secret in secrets
               from contact in new[] { 1, 2, 12 }
               from purpose in Enum.GetValues<ProofPurpose>()
               from channel in Enum.GetValues<ContactChannel>()
               from id in new[] { 1L, 12L, long.MinValue }
               from send in new[] { 1, 2 }
               select (secret, new Challenge(id, contact, purpose, channel, IsAttested: false, TestHost.Start, TestHost.Start) { Sends = send }),
        ];

        string[] codes = [.. all.Select(one => Encoding.ASCII.GetString(SecurityCodeDerivation.Symbols(one.Secret, one.Challenge, one.Challenge.Purpose)))];

        // Of 864 codes of seven digits some pairs are alike by chance: 0.04 expected. A part that is left out makes at least 432 pairs.
        Assert.InRange(codes.Distinct(StringComparer.Ordinal).Count(), codes.Length - 3, codes.Length);
        Assert.Equal(all.Length, all.DistinctBy(one => (one.Secret, one.Challenge.Contact, one.Challenge.Purpose, one.Challenge.Channel, one.Challenge.Id, one.Challenge.Sends)).Count());
        await CrossAsync();
    }

    // The same by the services: two accounts with two contacts each, a code for each purpose, each typed everywhere else.
    private static async Task CrossAsync()
    {
        AccountId[] accounts = [TestHost.Alice, new("bob")];
        int accepted = 0;
        foreach (ProofPurpose sent in Purposes)
        {
            foreach (ProofPurpose typed in Purposes)
            {
                await using var host = new TestHost(sends: true);
                foreach (AccountId account in accounts)
                {
                    await host.AddFirstAsync(account: account);
                }

                host.Clock.Advance(SendLimits.Spacing);
                RecoveryTicket session = await host.VouchAsync(sent, HostProof.HostSession);
                SendOutcome.Sent own = Assert.IsType<SendOutcome.Sent>(await host.SecurityCodes.SendAsync(TestHost.Alice, new ContactId(1), sent, TestHost.Owner.Having(session)));
                RecoveryTicket bobs = await host.VouchAsync(typed, HostProof.HostSession, accounts[1]);
                SendOutcome.Sent other = Assert.IsType<SendOutcome.Sent>(await host.SecurityCodes.SendAsync(accounts[1], new ContactId(1), typed, TestHost.Owner.Having(bobs)));
                await host.DrainAsync();
                string code = host.Mail.Sent.Last(message => message.Account == TestHost.Alice).RevealCode()!;

                Assert.IsType<VerifyOutcome.Refused>(await host.TypeAsync(other.Challenge, code, typed, account: accounts[1]));
                Assert.IsType<VerifyOutcome.Refused>(await host.TypeAsync(other.Challenge, code, sent));
                if (await host.TypeAsync(own.Challenge, code, typed) is VerifyOutcome.Verified verified)
                {
                    Assert.Equal(sent, typed);
                    Assert.NotNull(verified.Proof);
                    accepted++;
                }
            }
        }

        Assert.Equal(Purposes.Length, accepted);
    }

    /// <summary>Neither sources, sessions, resends nor new challenges give more tries; the owner's own budget is never touched.</summary>
    [Fact]
    public async Task S4_However_a_stranger_varies_the_call_the_tries_are_the_budgets()
    {
        await using var host = new TestHost(sends: true, listens: true);
        await host.AddFirstAsync();
        host.Clock.Advance(Duration.FromHours(25));
        int examined = 0;
        ChallengeId challenge = await host.AskAsync(ContactScene.Mira);
        for (int n = 0; n < FullRun.Or(2_000, 10_000); n++)
        {
            Caller caller = new() { Source = $"198.51.100.{n % 256}", Session = $"session-{n}" };
            VerifyOutcome outcome = await host.SecurityCodes.VerifyAsync(TestHost.Alice, n % 3 == 0 ? new ChallengeId(n) : challenge, "0000000", ProofPurpose.Recover, caller);
            examined += outcome is VerifyOutcome.Refused ? 1 : 0;
            if (n % 100 == 0)
            {
                await host.SecurityCodes.ResendAsync(TestHost.Alice, challenge, caller);
                await host.AskAsync(ContactScene.Mira, caller: caller);
            }
        }

        Assert.Equal(host.Policy.FreeAttempts, examined);
        AccountRecord record = (await host.OpenAsync())!;
        Assert.Equal((host.Policy.FreeAttempts, 0), (record.SecurityCodes.Budgets.Anonymous.Failures, record.SecurityCodes.Budgets.Attested.Failures));
        RecoveryTicket session = await host.VouchAsync(ProofPurpose.Recover, HostProof.HostSession);
        SendOutcome.Sent own = Assert.IsType<SendOutcome.Sent>(await host.SendAsync(new ContactId(1), ProofPurpose.Recover));
        await host.DrainAsync();
        Assert.IsType<VerifyOutcome.Verified>(await host.TypeAsync(own.Challenge, host.LastCode(), proof: session));

        // A9: every failure that was counted is in an event.
        Assert.Equal(
            host.Policy.FreeAttempts,
            host.Sink.Delivered.Where(told => told is { Kind: RecoveryEventKind.AttemptRefused, Method: RecoveryMethod.SecurityCodes }).Sum(told => told.Count));
    }

    /// <summary>S2 and S3: a thousand at once are counted one by one, and the right one passes only while tries are left.</summary>
    [Fact]
    public async Task S2_Parallel_tries_are_counted_exactly_and_never_exceed_the_budget()
    {
        for (int round = 0; round < FullRun.Or(10, 200); round++)
        {
            await using var host = new TestHost(sends: true);
            await host.AddFirstAsync();
            host.Clock.Advance(Duration.FromHours(2));
            ChallengeId challenge = await host.AskAsync(ContactScene.Mira);
            string code = host.LastCode();

            VerifyOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(n =>
                Task.Run(() => host.TypeAsync(challenge, n == 25 ? code : ContactScene.OtherCode(code)).AsTask())));

            int refused = outcomes.Count(outcome => outcome is VerifyOutcome.Refused);
            bool passed = outcomes.Any(outcome => outcome is VerifyOutcome.Verified);
            Assert.InRange(refused, 0, passed ? 10 : 5);
            Assert.True(outcomes.Count(outcome => outcome is VerifyOutcome.Verified) <= 1);
            Assert.InRange((await host.OpenAsync())!.SecurityCodes.Budgets.Anonymous.Failures, passed ? 0 : 5, 5);
        }
    }

    /// <summary>What was allowed when the code was sent is looked at again when it is typed.</summary>
    [Theory]
    [InlineData("recovered")]
    [InlineData("erased")]
    [InlineData("expired")]
    [InlineData("asked again")]
    [InlineData("clock repaired")]
    [InlineData("paused")]
    public async Task S6_What_happened_since_the_sending_counts(string since)
    {
        await using var host = new TestHost(sends: true);
        ContactId contact = await host.AddFirstAsync();
        string recovery = await host.MakeByContactAsync(contact);
        foreach (ProofPurpose purpose in Purposes)
        {
            await using var one = new TestHost(store: host.Store, rootKey: host.RootKey, sends: true);
            one.Clock.Set(host.Clock.GetCurrentInstant() + Duration.FromHours(25 * (Array.IndexOf(Purposes, purpose) + 1)));
            if (await one.SendAsync(contact, purpose) is not SendOutcome.Sent sent)
            {
                // The one before has left the account without contacts.
                continue;
            }

            await one.DrainAsync();
            string code = one.LastCode();
            await HappenAsync(one, since, sent.Challenge, recovery);

            VerifyOutcome outcome = await one.TypeAsync(sent.Challenge, code, purpose);
            Assert.True(outcome is VerifyOutcome.Refused or VerifyOutcome.Paused, $"{since}, {purpose}: {outcome}");
        }
    }

    [Fact]
    public async Task D1_A_message_goes_to_the_stored_address_byte_for_byte_whatever_was_typed()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync("Aksi.o'Neil+x@example.com");
        host.Mail.Clear();
        string[] letters = ["\u0131", "\u017F", "\u212A", "\uFF20", "\u00DF", "\u0130", "\u200B", "\r\n", ",", ";", " ", "\"", "<", "%", "\0", "\uD83D\uDE00", "A", "@", "."];
        for (int n = 0; n < FullRun.Or(3_000, 10_000); n++)
        {
            string stored = "Aksi.o'Neil+x@example.com";
            (int place, string letter) = (n * 7919 % (stored.Length - 1), letters[n * 31 % letters.Length]);
            string typed = (n % 5) switch
            {
                0 => stored.Insert(place, letter),
                1 => stored.Remove(place, 1).Insert(place, letter),
                2 => $"{stored},eve{n}@example.org",
                3 => $"eve{n}@example.org\r\nTo: {stored}",
                _ => n % 2 == 0 ? "aksi.O'neil+X@EXAMPLE.com" : stored,
            };
            host.Clock.Advance(Duration.FromMinutes(20));
            await host.SecurityCodes.SendToMatchAsync(TestHost.Alice, typed, ProofPurpose.Recover, TestHost.Stranger);
            await host.DrainAsync();
        }

        Assert.InRange(host.Mail.Sent.Count, 100, 1_000);
        Assert.All(host.Mail.Tried, message => Assert.Equal("Aksi.o'Neil+x@example.com", message.RevealAddress()));
    }

    /// <summary>A thousand wrong tries at every method from outside leave the owner both ways in.</summary>
    [Fact]
    public async Task D5_Strangers_failures_keep_no_owner_out()
    {
        await using var host = new TestHost(sends: true);
        ContactId contact = await host.AddFirstAsync();
        string[] backup = await host.IssueAsync();
        string recovery = await host.MakeByContactAsync(contact);
        for (int n = 0; n < 1_000; n++)
        {
            host.Clock.Advance(Duration.FromMinutes(n % 50 == 0 ? 70 : 1));
            await host.RedeemAsync("1111 1111");
            await host.TypeAsync(new ChallengeId(n), "1234567");
            await host.AskAsync(ContactScene.Mira);
        }

        host.Clock.Advance(Duration.FromMinutes(11));
        RecoveryTicket attested = await host.VouchAsync(ProofPurpose.SignIn);
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(backup[0], attested));
        SendOutcome.Sent sent = Assert.IsType<SendOutcome.Sent>(await host.SendAsync(contact, ProofPurpose.Recover));
        await host.DrainAsync();
        RecoveryTicket session = await host.VouchAsync(ProofPurpose.Recover, HostProof.HostSession);
        Assert.IsType<VerifyOutcome.Verified>(await host.TypeAsync(sent.Challenge, host.LastCode(), proof: session));
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, recovery, TestHost.Stranger));
    }

    [Fact]
    public async Task T2_A_code_that_was_seen_expired_lives_never_again()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        host.Clock.Advance(Duration.FromHours(2));
        Instant asked = host.Clock.GetCurrentInstant();
        ChallengeId challenge = await host.AskAsync(ContactScene.Mira);
        string code = host.LastCode();

        host.Clock.Set(asked + Duration.FromMinutes(10));
        Assert.IsType<VerifyOutcome.Refused>(await host.TypeAsync(challenge, code));
        foreach (Duration back in (Duration[])[ContactScene.Grain, Duration.FromSeconds(1), Duration.FromMinutes(5)])
        {
            host.Clock.Set(asked + Duration.FromMinutes(10) - back);
            Assert.IsType<VerifyOutcome.Refused>(await host.TypeAsync(challenge, code));
        }

        host.Clock.Set(asked + Duration.FromMinutes(5) - ContactScene.Grain);
        Assert.Equal(new VerifyOutcome.Busy(BusyReason.ClockSuspect), await host.TypeAsync(challenge, code));
    }

    /// <summary>Of two machines the one sees a code expire, then the other does too, up to five minutes apart; beyond that the slow one refuses.</summary>
    [Fact]
    public async Task T3_What_one_machine_saw_expire_is_dead_on_the_other()
    {
        foreach (int apart in (int[])[0, 1, 150, 299, 300, 301])
        {
            IRecoveryStore store = InMemory.Store();
            await using var fast = new TestHost(store: store, sends: true);
            await using var slow = new TestHost(store: store, rootKey: fast.RootKey, sends: true);
            await fast.AddFirstAsync();
            fast.Clock.Advance(Duration.FromHours(2));
            ChallengeId challenge = await fast.AskAsync(ContactScene.Mira);
            string code = fast.LastCode();
            fast.Clock.Advance(Duration.FromMinutes(10));
            slow.Clock.Set(fast.Clock.GetCurrentInstant() - Duration.FromSeconds(apart));

            Assert.IsType<VerifyOutcome.Refused>(await fast.TypeAsync(challenge, code));
            VerifyOutcome late = await slow.TypeAsync(challenge, code);
            Assert.True(apart <= 300 ? late is VerifyOutcome.Refused : late is VerifyOutcome.Busy { Why: BusyReason.ClockSuspect }, $"{apart} s: {late}");
        }
    }

    private static async Task HappenAsync(TestHost host, string since, ChallengeId challenge, string recovery)
    {
        switch (since)
        {
            case "recovered":
                Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, recovery, TestHost.Stranger));
                break;
            case "erased":
                Assert.IsType<EraseOutcome.Erased>(await host.Data.EraseAsync(TestHost.Alice, TestHost.Owner));
                break;
            case "expired":
                host.Clock.Advance(Duration.FromMinutes(10));
                break;
            case "asked again":
                host.Clock.Advance(SendLimits.Spacing);
                AccountRecord asked = (await host.OpenAsync())!;
                RecoveryTicket session = await host.VouchAsync(asked.SecurityCodes.Find(challenge.Value)!.Purpose, HostProof.HostSession);
                Assert.IsType<SendOutcome.Sent>(await host.SecurityCodes.ResendAsync(TestHost.Alice, challenge, TestHost.Owner.Having(session)));
                break;
            case "clock repaired":
                AccountRecord record = (await host.OpenAsync())!;
                await host.PutAsync(record with { Latest = record.Latest + Duration.FromDays(365) });
                Assert.IsType<RepairOutcome.Repaired>(await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner));
                break;
            default:
                for (int n = 0; n < 5; n++)
                {
                    await host.TypeAsync(new ChallengeId(n), "1234567");
                }

                break;
        }
    }
}
