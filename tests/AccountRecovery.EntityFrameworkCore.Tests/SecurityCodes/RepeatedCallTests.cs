using System.Collections.Concurrent;
using System.Globalization;

namespace AccountRecovery;

/// <summary>A5: the reply of a call is lost after its commit, and the call is repeated with its key at another application.</summary>
[Trait("Category", "Slow")]
public sealed class RepeatedCallTests(DatabaseFixture databases, ITestOutputHelper output)
{
    private static readonly string[] Steps = ["add", "confirm", "send", "ask again", "verify"];
    private readonly ConcurrentDictionary<AccountId, bool> _cut = new();

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A5_A_call_whose_reply_was_lost_is_answered_alike_and_sends_one_message(DatabaseKind kind)
    {
        int accounts = FullRun.Or(500, 10_000) / Steps.Length;

        Tally all = await RunAsync(await databases.CreateAsync(kind), accounts, keyed: true);

        output.WriteLine($"{kind}: {all}");
        Assert.Equal(new Tally(Cut: accounts * Steps.Length, Replayed: accounts * Steps.Length, Messages: accounts * 3, Codes: accounts * 3, Verified: accounts), all);
    }

    /// <summary>So that the tally above is known to see a call that was made twice.</summary>
    [Fact]
    public async Task A5_Without_the_key_a_repeated_call_is_another()
    {
        Tally all = await RunAsync(await databases.CreateAsync(DatabaseKind.PostgreSql), accounts: 3, keyed: false);

        Assert.Equal(0, all.Replayed);
        Assert.True(all.Messages > 9 || all.Verified < 3, $"{all}");
    }

    private async Task<Tally> RunAsync(string database, int accounts, bool keyed)
    {
        await using CodeCrew crew = await CodeCrew.OnAsync(
            database,
            twist: store => new FaultyStore(store) { Fails = (step, account) => step == StoreStep.AfterWrite && _cut.TryRemove(account, out _) });
        AccountId[] names = [.. Enumerable.Range(0, accounts).Select(n => new AccountId(string.Create(CultureInfo.InvariantCulture, $"account-{n}")))];
        var flows = new ConcurrentDictionary<AccountId, ChallengeId>();
        var tally = new Tally(0, 0, 0, 0, 0);
        foreach (string step in Steps)
        {
            bool[] cut = new bool[accounts];
            bool[] replayed = new bool[accounts];
            bool[] verified = new bool[accounts];
            await Parallel.ForAsync(0, accounts, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (n, _) =>
            {
                AccountId account = names[n];
                Caller caller = CodeCrew.Owner with { IdempotencyKey = keyed ? step : null };
                Prepared call = await PrepareAsync(crew, account, step, caller, flows.GetValueOrDefault(account));
                _cut[account] = true;
                cut[n] = await Record.ExceptionAsync(() => call(crew[n])) is IOException;
                _cut.TryRemove(account, out bool _);
                Answer again = await call(crew[n + 1]);
                (replayed[n], verified[n]) = (again.Replayed, again.Verified);
                Assert.True(!keyed || again == await call(crew[n]), $"{step}: {again}");
                if (again.Flow is { } flow)
                {
                    flows[account] = flow;
                }
            });
            tally = tally with
            {
                Cut = tally.Cut + cut.Count(it => it),
                Replayed = tally.Replayed + replayed.Count(it => it),
                Verified = tally.Verified + (step == "verify" ? verified.Count(it => it) : 0),
            };

            // What the lost reply's process had leased to itself, a sweep of another sends when the lease ends.
            await crew.DrainAsync();
            crew.Advance(EventQueue.LeaseTime);
            await crew.SweepAsync(1);
        }

        return tally with
        {
            Messages = crew.Mail.Sent.Count,
            Codes = crew.Mail.Sent.Select(message => (message.Account, message.Id, message.RevealCode())).Distinct().Count(),
        };
    }

    private delegate Task<Answer> Prepared(RecoveryApp app);

    private static async Task<Prepared> PrepareAsync(CodeCrew crew, AccountId account, string step, Caller caller, ChallengeId flow)
    {
        RecoveryTicket session = await crew[0].VouchAsync(account, step == "confirm" ? ProofPurpose.ConfirmContact : ProofPurpose.Recover, HostProof.HostSession);
        RecoveryTicket password = await crew[0].VouchAsync(account, ProofPurpose.ChangeSecuritySettings, HostProof.HostPassword);
        string code = step is "confirm" or "verify" ? crew.LastCode(account) : string.Empty;
        return step switch
        {
            "add" => async app => Of(await app.SecurityInfo().AddAsync(account, NewContact.Email(CodeCrew.Mira), caller.Having(password))),
            "confirm" => async app => Of(await app.SecurityInfo().ConfirmAsync(account, flow, code, caller)),
            "send" => async app => Of(await app.SecurityCodes().SendAsync(account, new ContactId(1), ProofPurpose.Recover, caller.Having(session))),
            "ask again" => async app => Of(await app.SecurityCodes().ResendAsync(account, flow, caller.Having(session))),
            _ => async app => Of(await app.SecurityCodes().VerifyAsync(account, flow, code, ProofPurpose.Recover, caller.Having(session))),
        };
    }

    private static Answer Of(ChangeOutcome outcome) => outcome is ChangeOutcome.CodeSent sent
        ? new Answer(sent.Replayed, Verified: false, sent.Challenge, $"{sent.Contact}")
        : new Answer(Replayed: false, Verified: false, null, $"{outcome}");

    private static Answer Of(SendOutcome outcome) => outcome is SendOutcome.Sent sent
        ? new Answer(sent.Replayed, Verified: false, sent.Challenge, $"{sent.NextAt}")
        : new Answer(Replayed: false, Verified: false, null, $"{outcome}");

    private static Answer Of(VerifyOutcome outcome) => outcome is VerifyOutcome.Verified it
        ? new Answer(it.Replayed, Verified: true, null, it.Proof?.Reveal() ?? string.Empty)
        : new Answer(Replayed: false, Verified: false, null, $"{outcome}");

    private sealed record Answer(bool Replayed, bool Verified, ChallengeId? Flow, string Said);

    /// <summary>Calls whose reply was lost; repeated ones that were told so; messages sent, how many of them differ, and flows that ended well.</summary>
    private sealed record Tally(int Cut, int Replayed, int Messages, int Codes, int Verified);
}
