using System.Globalization;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>Who guesses at security codes, in eight applications at once, on real databases.</summary>
[Trait("Category", "Slow")]
public sealed class GuessingTests(DatabaseFixture databases)
{
    private const int Applications = 8;
    private const int Rounds = 4;
    private static readonly AccountId Alice = CodeCrew.Alice;
    private static readonly Duration BetweenRounds = Duration.FromSeconds(31);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead, Traits = ["Category", "Slow"])]
    public async Task S4_However_strangers_vary_their_calls_in_eight_applications_the_tries_are_the_budgets(DatabaseKind kind)
    {
        await using CodeCrew crew = await CodeCrew.OnAsync(await databases.CreateAsync(kind), Applications, listens: true);

        int examined = await FloodAsync(crew, FullRun.Or(400, 10_000) / Rounds);

        Assert.Equal(Allowed(), examined);
        SecurityCodePart codes = (await crew.OpenAsync(Alice)).SecurityCodes;
        Assert.Equal((examined, 0), (codes.Budgets.Anonymous.Failures, codes.Budgets.Attested.Failures));
        Assert.Equal(examined, Told(crew));
        SendOutcome.Sent own = Assert.IsType<SendOutcome.Sent>(await crew[3].SendAsync(Alice, new ContactId(1), ProofPurpose.Recover));
        await crew.DrainAsync();
        RecoveryTicket session = await crew[5].VouchAsync(Alice, ProofPurpose.Recover, HostProof.HostSession);
        Assert.IsType<VerifyOutcome.Verified>(await crew[5].TypeAsync(Alice, own.Challenge, crew.LastCode(Alice), proof: session));
    }

    /// <summary>One free try is left, and two applications have read so before either writes.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite, true, 1)]
    [InlineData(DatabaseKind.PostgreSql, true, 1)]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead, true, 1)]
    [InlineData(DatabaseKind.Sqlite, false, 2)]
    [InlineData(DatabaseKind.PostgreSql, false, 2)]
    public async Task S4_Of_two_that_saw_the_last_try_one_is_examined_and_a_write_that_looks_at_no_revision_is_caught(DatabaseKind kind, bool isGuarded, int examined)
    {
        var meeting = new Meeting(2);
        await using CodeCrew crew = await CodeCrew.OnAsync(
            await databases.CreateAsync(kind), listens: true, twist: store => new MeetingStore(isGuarded ? store : new NaiveStore(store), meeting));
        await crew.AddFirstAsync();
        crew.Advance(Duration.FromHours(25));
        ChallengeId flow = await crew[0].AskAsync(Alice, CodeCrew.Mira);
        await crew.DrainAsync();
        string wrong = CodeCalls.OtherCode(crew.LastCode(Alice));
        for (int n = 0; n < 4; n++)
        {
            Assert.Equal(new VerifyOutcome.Refused(Refusal.WrongCode), await crew[n].TypeAsync(Alice, flow, wrong));
        }

        await crew.DrainAsync();
        meeting.Arm();
        VerifyOutcome[] outcomes = await Task.WhenAll(crew.Apps.Select(app => Task.Run(() => app.TypeAsync(Alice, flow, wrong))));

        Assert.Equal(examined, outcomes.Count(outcome => outcome is VerifyOutcome.Refused { Why: Refusal.WrongCode }));
    }

    /// <summary>What was allowed when the code was sent is looked at again when it is typed, by an application that has not seen what happened since.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task S6_What_another_application_did_since_the_sending_counts(DatabaseKind kind)
    {
        await using CodeCrew crew = await CodeCrew.OnAsync(await databases.CreateAsync(kind));
        Func<AccountId, ChallengeId, string, Task>? nothing = null;
        (string Name, Func<AccountId, ChallengeId, string, Task>? Happens)[] since =
        [
            ("nothing", nothing),
            ("recovered", async (account, _, recovery) => Assert.IsType<RedeemOutcome.Redeemed>(await crew[1].RecoveryCodes().RedeemAsync(account, recovery, CodeCrew.Stranger))),
            ("erased", async (account, _, _) => Assert.IsType<EraseOutcome.Erased>(await crew[1].Provider.GetRequiredService<IRecoveryData>().EraseAsync(account, CodeCrew.Owner))),
            ("expired", (_, _, _) => Task.FromResult(crew.Advance(Duration.FromMinutes(10)))),
            ("asked again", (account, challenge, _) => AskAgainAsync(crew, account, challenge)),
            ("clock repaired", (account, _, _) => RepairAsync(crew, account)),
            ("paused", (account, _, _) => PauseAsync(crew, account)),
        ];
        foreach ((string name, Func<AccountId, ChallengeId, string, Task>? happens) in since)
        {
            foreach (ProofPurpose purpose in (ProofPurpose[])[ProofPurpose.Recover, ProofPurpose.ChangeSecuritySettings, ProofPurpose.AnswerPrompt])
            {
                var account = new AccountId($"{name}/{purpose}");
                ContactId contact = await crew.AddFirstAsync(account);
                string recovery = await MakeAsync(crew, account, contact);
                crew.Advance(SendLimits.Spacing);
                SendOutcome.Sent sent = Assert.IsType<SendOutcome.Sent>(await crew[0].SendAsync(account, contact, purpose));
                await crew.DrainAsync();
                string code = crew.LastCode(account);

                await (happens?.Invoke(account, sent.Challenge, recovery) ?? Task.CompletedTask);

                VerifyOutcome outcome = await crew[0].TypeAsync(account, sent.Challenge, code, purpose);
                Assert.True(happens is null ? outcome is VerifyOutcome.Verified : outcome is VerifyOutcome.Refused or VerifyOutcome.Paused, $"{account}: {outcome}");
            }
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task S7_A_flow_that_is_over_stays_over_and_so_does_a_ticket(DatabaseKind kind)
    {
        await using CodeCrew crew = await CodeCrew.OnAsync(await databases.CreateAsync(kind), configure: options => options.FreeAttempts = 10);
        ContactId contact = await crew.AddFirstAsync();
        crew.Advance(Duration.FromHours(2));

        // Used up.
        ChallengeId challenge = await crew[0].AskAsync(Alice, CodeCrew.Mira);
        await crew.DrainAsync();
        string code = crew.LastCode(Alice);
        Assert.IsType<VerifyOutcome.Verified>(await crew[1].TypeAsync(Alice, challenge, code));
        Assert.Equal(new VerifyOutcome.Refused(Refusal.ChallengeOver), await crew[0].TypeAsync(Alice, challenge, code));

        // Closed by five wrong tries, of which each application saw some.
        crew.Advance(Duration.FromHours(2));
        challenge = await crew[0].AskAsync(Alice, CodeCrew.Mira);
        await crew.DrainAsync();
        code = crew.LastCode(Alice);
        for (int n = 0; n < SecurityCodePart.TriesPerCode; n++)
        {
            Assert.Equal(new VerifyOutcome.Refused(Refusal.WrongCode), await crew[n].TypeAsync(Alice, challenge, CodeCalls.OtherCode(code)));
        }

        crew.Advance(Duration.FromMinutes(1));
        Assert.Equal(new VerifyOutcome.Refused(Refusal.ChallengeOver), await crew[1].TypeAsync(Alice, challenge, code));

        // Expired: at its end, not before; and no resend brings it back.
        crew.Advance(Duration.FromHours(25));
        challenge = await crew[0].AskAsync(Alice, CodeCrew.Mira);
        await crew.DrainAsync();
        code = crew.LastCode(Alice);
        crew.Advance(Duration.FromMinutes(10));
        Assert.Equal(new VerifyOutcome.Refused(Refusal.ChallengeOver), await crew[1].TypeAsync(Alice, challenge, code));
        Assert.IsType<SendOutcome.Sent>(await crew[0].SecurityCodes().ResendAsync(Alice, challenge, CodeCrew.Stranger));
        await crew.DrainAsync();
        Assert.Equal(code, crew.LastCode(Alice));
        Assert.Equal(new VerifyOutcome.Refused(Refusal.ChallengeOver), await crew[0].TypeAsync(Alice, challenge, code));

        // A ticket ends with its time, at every application.
        RecoveryTicket proof = await crew.ProveAsync(Alice, contact, ProofPurpose.ChangeSecuritySettings);
        crew.Advance(Duration.FromMinutes(10));
        Assert.IsType<ChangeOutcome.Refused>(await crew[0].SecurityInfo().AddAsync(Alice, NewContact.Phone(CodeCrew.Phone), CodeCrew.Owner.Having(proof)));

        // And with the epoch.
        string recovery = await MakeAsync(crew, Alice, contact);
        proof = await crew.ProveAsync(Alice, contact, ProofPurpose.ChangeSecuritySettings);
        Assert.IsType<RedeemOutcome.Redeemed>(await crew[1].RecoveryCodes().RedeemAsync(Alice, recovery, CodeCrew.Stranger));
        Assert.IsType<ChangeOutcome.Refused>(await crew[0].SecurityInfo().AddAsync(Alice, NewContact.Phone(CodeCrew.Phone), CodeCrew.Owner.Having(proof)));
    }

    /// <summary>All ordered pairs of 2 accounts, 2 contacts on 2 channels, and 3 purposes: what was sent for one opens no other.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task S14_A_code_opens_nothing_but_what_it_was_sent_for(DatabaseKind kind)
    {
        // Beside these, its own code is tried for another purpose; and the right one must still be good.
        const int AtATime = SecurityCodePart.TriesPerCode - 2;
        ProofPurpose[] purposes = [ProofPurpose.Recover, ProofPurpose.ChangeSecuritySettings, ProofPurpose.AnswerPrompt];
        await using CodeCrew crew = await CodeCrew.OnAsync(await databases.CreateAsync(kind), configure: options => options.FreeAttempts = 10);
        List<(AccountId Account, ContactId Contact, ProofPurpose Purpose)> all = [];
        foreach (AccountId account in (AccountId[])[Alice, new("bob")])
        {
            ContactId first = await crew.AddFirstAsync(account);
            ContactId phone = await crew.AddPhoneAsync(account, first);
            all.AddRange(
                from contact in new[] { first, phone }
                from purpose in purposes
                select (account, contact, purpose));
        }

        int crossed = 0, pairs = 0;
        for (int apart = 1; apart < all.Count; apart += AtATime)
        {
            crew.Advance(Duration.FromHours(25));
            (ChallengeId Challenge, string Code)[] sent = new (ChallengeId, string)[all.Count];
            for (int n = 0; n < all.Count; n++)
            {
                crew.Advance(SendLimits.Spacing);
                SendOutcome.Sent one = Assert.IsType<SendOutcome.Sent>(await crew[n].SendAsync(all[n].Account, all[n].Contact, all[n].Purpose));
                await crew.DrainAsync();
                sent[n] = (one.Challenge, crew.LastCode(all[n].Account));
            }

            for (int n = 0; n < all.Count; n++)
            {
                (AccountId account, _, ProofPurpose purpose) = all[n];
                for (int other = apart; other < Math.Min(apart + AtATime, all.Count); other++, pairs++)
                {
                    string foreign = sent[(n + other) % all.Count].Code;
                    crossed += foreign != sent[n].Code && await crew[n + other].TypeAsync(account, sent[n].Challenge, foreign, purpose) is VerifyOutcome.Verified ? 1 : 0;
                }

                ProofPurpose another = purposes[(Array.IndexOf(purposes, purpose) + 1 + (apart % 2)) % purposes.Length];
                Assert.Equal(new VerifyOutcome.Refused(Refusal.WrongCode), await crew[n].TypeAsync(account, sent[n].Challenge, sent[n].Code, another));
                Assert.IsNotType<RedeemOutcome.Redeemed>(await crew[n].RedeemAsync(account, sent[n].Code));
                Assert.IsType<VerifyOutcome.Verified>(await crew[n].TypeAsync(account, sent[n].Challenge, sent[n].Code, purpose));
            }
        }

        Assert.Equal((0, 12 * 11), (crossed, pairs));
    }

    private static int Told(CodeCrew crew) =>
        crew.Sink.Delivered.Where(told => told is { Kind: RecoveryEventKind.AttemptRefused, Method: RecoveryMethod.SecurityCodes }).DistinctBy(told => told.Id).Sum(told => told.Count);

    // In words: five, then one at the end of each pause, of 30 seconds and twice as long each time.
    private static int Allowed()
    {
        int failures = 0;
        Duration pausedUntil = Duration.Zero;
        for (int round = 0; round < Rounds; round++)
        {
            Duration now = BetweenRounds * round;
            while (now >= pausedUntil)
            {
                failures++;
                pausedUntil = failures < 5 ? now : now + (Duration.FromSeconds(30) * (1 << (failures - 5)));
            }
        }

        return failures;
    }

    // In each round another code is asked for, in the same flow and in new ones, by every application; all try all flows.
    private static async Task<int> FloodAsync(CodeCrew crew, int tries)
    {
        await crew.AddFirstAsync();
        crew.Advance(Duration.FromHours(25));
        List<ChallengeId> flows = [await crew[0].AskAsync(Alice, CodeCrew.Mira)];
        int examined = 0;
        for (int round = 0; round < Rounds; round++)
        {
            flows.AddRange(await Task.WhenAll(crew.Apps.Select(app => Task.Run(() => app.AskAsync(Alice, CodeCrew.Mira)))));
            await Parallel.ForAsync(0, tries, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (n, cancellationToken) =>
            {
                Caller caller = new() { Source = string.Create(CultureInfo.InvariantCulture, $"10.{round}.{n / 256}.{n % 256}"), Session = $"session-{round}-{n}", IdempotencyKey = $"{n}" };
                ChallengeId flow = n % 4 == 0 ? new ChallengeId(n) : flows[n % flows.Count];
                if (n % 40 == 1)
                {
                    await crew[n].SecurityCodes().ResendAsync(Alice, flow, caller, cancellationToken: cancellationToken);
                }

                if (await crew[n].SecurityCodes().VerifyAsync(Alice, flow, "0000000", ProofPurpose.Recover, caller, cancellationToken: cancellationToken) is VerifyOutcome.Refused)
                {
                    Interlocked.Increment(ref examined);
                }
            });
            await crew.DrainAsync();
            crew.Advance(BetweenRounds);
        }

        await crew.SweepAsync();
        return examined;
    }

    private static async Task<string> MakeAsync(CodeCrew crew, AccountId account, ContactId settled)
    {
        RecoveryTicket code = await crew.ProveAsync(account, settled, ProofPurpose.ChangeSecuritySettings);
        RecoveryTicket password = await crew[0].VouchAsync(account, ProofPurpose.ChangeSecuritySettings, HostProof.HostPassword);
        return Assert.IsType<IssueOutcome.Issued>(await crew[0].RecoveryCodes().GenerateAsync(account, CodeCrew.Owner.Having(password, code))).Sheet.Codes[0].Reveal();
    }

    private static async Task AskAgainAsync(CodeCrew crew, AccountId account, ChallengeId challenge)
    {
        crew.Advance(SendLimits.Spacing);
        Challenge asked = (await crew.OpenAsync(account)).SecurityCodes.Find(challenge.Value)!;
        RecoveryTicket session = await crew[1].VouchAsync(account, asked.Purpose, HostProof.HostSession);
        Assert.IsType<SendOutcome.Sent>(await crew[1].SecurityCodes().ResendAsync(account, challenge, CodeCrew.Owner.Having(session)));
    }

    // A machine whose clock is a year ahead writes; an operator's word at another brings the record back.
    private static async Task RepairAsync(CodeCrew crew, AccountId account)
    {
        AccountRecord record = await crew.OpenAsync(account);
        StoredRecord stored = (await crew[1].Store.ReadAsync(account, CancellationToken.None))!;
        byte[] ahead = crew[1].Provider.GetRequiredService<RecordSealer>().Seal(account, record with { Latest = record.Latest + Duration.FromDays(365) });
        Assert.True(await crew[1].Store.TryWriteAsync(account, stored.Revision, new StoredRecord(new Revision(~stored.Revision.Value), stored.Due, ahead), CancellationToken.None));
        Assert.IsType<RepairOutcome.Repaired>(await crew[1].Provider.GetRequiredService<IRecoveryOperations>().RepairClockAsync(account, CodeCrew.Owner));
    }

    private static async Task PauseAsync(CodeCrew crew, AccountId account)
    {
        for (int n = 0; n < 5; n++)
        {
            await crew[1].TypeAsync(account, new ChallengeId(n), "1234567");
        }
    }
}
