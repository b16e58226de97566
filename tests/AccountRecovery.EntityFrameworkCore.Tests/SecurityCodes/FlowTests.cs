using NodaTime;

namespace AccountRecovery;

/// <summary>Where codes go, which of them are good, and whom strangers keep out, by several applications on real databases.</summary>
public sealed class FlowTests(DatabaseFixture databases)
{
    private const int Applications = 4;
    private static readonly AccountId Alice = CodeCrew.Alice;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task D1_Messages_go_to_stored_addresses_byte_for_byte_whatever_was_typed(DatabaseKind kind)
    {
        const string Stored = "Aksi.o'Neil+x@example.com";
        string[] letters = ["\u0131", "\u017F", "\u212A", "\uFF20", "\u00DF", "\u0130", "\u200B", "\r\n", ",", ";", " ", "\"", "<", "%", "\0", "\uD83D\uDE00", "A", "@", "."];
        await using CodeCrew crew = await CodeCrew.OnAsync(await databases.CreateAsync(kind));
        await crew.AddFirstAsync(address: Stored);
        int met = 0;
        for (int n = 0; n < FullRun.Or(300, 10_000); n++)
        {
            (int place, string letter) = (n * 7919 % (Stored.Length - 1), letters[n * 31 % letters.Length]);
            string typed = (n % 5) switch
            {
                0 => Stored.Insert(place, letter),
                1 => Stored.Remove(place, 1).Insert(place, letter),
                2 => $"{Stored},eve{n}@example.org",
                3 => $"eve{n}@example.org\r\nTo: {Stored}",
                _ => n % 2 == 0 ? "aksi.O'neil+X@EXAMPLE.com" : Stored,
            };
            crew.Advance(Duration.FromMinutes(20));
            int before = crew.Mail.Tried.Count;
            await crew[n].AskAsync(Alice, typed);
            await crew.DrainAsync();
            met += crew.Mail.Tried.Count - before;
        }

        Assert.InRange(met, 10, FullRun.Or(300, 10_000) / 5);
        Assert.All(crew.Mail.Tried, message => Assert.Equal(Stored, message.RevealAddress()));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task D4_Of_five_codes_of_one_flow_the_last_alone_is_good_whoever_sent_them(DatabaseKind kind)
    {
        await using CodeCrew crew = await CodeCrew.OnAsync(await databases.CreateAsync(kind), Applications);
        ContactId contact = await crew.AddFirstAsync();
        crew.Advance(Duration.FromHours(2));
        SendOutcome.Sent sent = Assert.IsType<SendOutcome.Sent>(await crew[0].SendAsync(Alice, contact, ProofPurpose.Recover));
        List<string> codes = [];
        for (int n = 1; n <= 5; n++)
        {
            await crew.DrainAsync();
            codes.Add(crew.LastCode(Alice));
            if (n < 5)
            {
                crew.Advance(SendLimits.Spacing);
                RecoveryTicket session = await crew[n].VouchAsync(Alice, ProofPurpose.Recover, HostProof.HostSession);
                Assert.IsType<SendOutcome.Sent>(await crew[n].SecurityCodes().ResendAsync(Alice, sent.Challenge, CodeCrew.Owner.Having(session)));
            }
        }

        Assert.Equal(5, codes.Distinct(StringComparer.Ordinal).Count());
        for (int n = 0; n < 4; n++)
        {
            Assert.Equal(new VerifyOutcome.Refused(Refusal.WrongCode), await crew[n].TypeAsync(Alice, sent.Challenge, codes[n]));
        }

        Assert.IsType<VerifyOutcome.Verified>(await crew[2].TypeAsync(Alice, sent.Challenge, codes[4]));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task D4_Every_application_that_tries_one_message_sends_the_same(DatabaseKind kind)
    {
        await using CodeCrew crew = await CodeCrew.OnAsync(await databases.CreateAsync(kind), Applications);
        crew.Mail.FailNext(5);
        ChangeOutcome.CodeSent sent = Assert.IsType<ChangeOutcome.CodeSent>(await crew[0].AddAsync(Alice, NewContact.Email(CodeCrew.Mira), CodeCrew.Owner));
        for (int n = 1; n <= 5; n++)
        {
            await crew.DrainAsync();
            crew.Advance(Duration.FromSeconds(10 << (n - 1)));
            await crew.SweepAsync(n);
        }

        Assert.Equal((6, 1), (crew.Mail.Tried.Count, crew.Mail.Sent.Count));
        Assert.Single(crew.Mail.Tried.Select(message => (message.Id, message.RevealCode(), message.RevealAddress(), message.Text.RevealBody())).Distinct());
        Assert.IsType<VerifyOutcome.Verified>(await crew[3].SecurityInfo().ConfirmAsync(Alice, sent.Challenge, crew.LastCode(Alice), CodeCrew.Owner));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task D4_Strangers_flows_in_eight_applications_do_not_kill_the_owners_code(DatabaseKind kind)
    {
        await using CodeCrew crew = await CodeCrew.OnAsync(await databases.CreateAsync(kind), size: 8);
        ContactId contact = await crew.AddFirstAsync();
        crew.Advance(Duration.FromHours(2));
        SendOutcome.Sent own = Assert.IsType<SendOutcome.Sent>(await crew[0].SendAsync(Alice, contact, ProofPurpose.Recover));
        await crew.DrainAsync();
        string code = crew.LastCode(Alice);

        await Parallel.ForAsync(0, FullRun.Or(200, 1_000), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (n, cancellationToken) =>
        {
            await crew[n].AskAsync(Alice, CodeCrew.Mira);
            await crew[n].SecurityCodes().ResendAsync(Alice, n % 2 == 0 ? own.Challenge : new ChallengeId(n), CodeCrew.Stranger, cancellationToken: cancellationToken);
            if (n % 10 == 0)
            {
                await crew[n].TypeAsync(Alice, new ChallengeId(n), "1234567");
            }
        });
        await crew.DrainAsync();

        RecoveryTicket session = await crew[4].VouchAsync(Alice, ProofPurpose.Recover, HostProof.HostSession);
        Assert.IsType<VerifyOutcome.Verified>(await crew[4].TypeAsync(Alice, own.Challenge, code, proof: session));
    }

    /// <summary>Wrong tries from outside, at every method and every application, leave the owner all ways in.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [Trait("Category", "Slow")]
    public async Task D5_Strangers_failures_keep_no_owner_out(DatabaseKind kind)
    {
        await using CodeCrew crew = await CodeCrew.OnAsync(await databases.CreateAsync(kind), Applications);
        ContactId contact = await crew.AddFirstAsync();
        string[] backup = await crew[0].IssueAsync(Alice);
        RecoveryTicket proof = await crew.ProveAsync(Alice, contact, ProofPurpose.ChangeSecuritySettings);
        RecoveryTicket password = await crew[0].VouchAsync(Alice, ProofPurpose.ChangeSecuritySettings, HostProof.HostPassword);
        IssueOutcome made = await crew[0].RecoveryCodes().GenerateAsync(Alice, CodeCrew.Owner.Having(password, proof));
        string recovery = Assert.IsType<IssueOutcome.Issued>(made).Sheet.Codes[0].Reveal();
        string wrong = new PlainCode(CodeFormat.RecoveryCode, CodeGenerator.Draw(CodeFormat.RecoveryCode)).Reveal();
        for (int round = 0; round < 20; round++)
        {
            crew.Advance(Duration.FromMinutes(round % 5 == 0 ? 70 : 7));
            await Parallel.ForAsync(0, FullRun.Or(8, 50), async (n, _) =>
            {
                await crew[n].RedeemAsync(Alice, "1111 1111");
                await crew[n].TypeAsync(Alice, new ChallengeId(n), "1234567");
                await crew[n].AskAsync(Alice, CodeCrew.Mira);
                RedeemOutcome refused = await crew[n].RecoveryCodes().RedeemAsync(Alice, wrong, CodeCrew.Stranger, cancellationToken: CancellationToken.None);
                Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), refused);
            });
            await crew.DrainAsync();
        }

        AccountRecord hurt = await crew.OpenAsync(Alice);
        Assert.True(hurt.SecurityCodes.Budgets.Anonymous.Failures > 9 && hurt.BackupCodes.Budgets.Anonymous.Failures > 9);
        crew.Advance(Duration.FromMinutes(11));
        RecoveryTicket attested = await crew[1].VouchAsync(Alice, ProofPurpose.SignIn, HostProof.HostPassword);
        Assert.IsType<RedeemOutcome.Redeemed>(await crew[1].Codes.RedeemAsync(Alice, backup[0], CodeCrew.Owner.Having(attested), cancellationToken: TestContext.Current.CancellationToken));
        SendOutcome.Sent sent = Assert.IsType<SendOutcome.Sent>(await crew[2].SendAsync(Alice, contact, ProofPurpose.Recover));
        await crew.DrainAsync();
        RecoveryTicket session = await crew[3].VouchAsync(Alice, ProofPurpose.Recover, HostProof.HostSession);
        Assert.IsType<VerifyOutcome.Verified>(await crew[3].TypeAsync(Alice, sent.Challenge, crew.LastCode(Alice), proof: session));
        Assert.IsType<RedeemOutcome.Redeemed>(await crew[0].RecoveryCodes().RedeemAsync(Alice, recovery, CodeCrew.Stranger, cancellationToken: TestContext.Current.CancellationToken));
    }
}
