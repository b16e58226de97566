using AccountRecovery.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace AccountRecovery;

/// <summary>The wait, by two machines whose clocks differ, or which somebody sets.</summary>
public sealed class WaitClockTests(DatabaseFixture databases, ITestOutputHelper output)
{
    private const ulong KnownSeed = 8;
    private const int KnownWalks = 6;

    private static readonly Duration Window = Duration.FromSeconds(320);

    /// <summary>However clocks are set: no wait is over before its length of accepted time, 720 hours by default, and after a repair it runs in full.</summary>
    [Theory]
    [InlineData(null, 100, 10_000)]
    [InlineData(DatabaseKind.Sqlite, 12, 10_000)]
    [InlineData(DatabaseKind.PostgreSql, 12, 10_000)]
    [InlineData(null, 25, 1_000, 1)]
    [InlineData(null, 25, 1_000, 14)]
    [InlineData(null, 25, 1_000, 60)]
    [InlineData(null, 25, 1_000, 90)]
    public async Task T2_No_wait_is_over_before_720_hours_of_accepted_time_however_clocks_are_set(DatabaseKind? kind, int shortRun, int fullRun, int days = 30)
    {
        var shared = new InMemoryRecoveryStore(NullLogger<InMemoryRecoveryStore>.Instance);
        await using CodeCrew crew = await CodeCrew.OnAsync(
            await databases.CreateAsync(kind ?? DatabaseKind.Sqlite), configure: options => options.Wait = TimeSpan.FromDays(days), twist: store => kind is null ? shared : store);

        // A few walks are known to have been everywhere between them; the others go where chance takes them.
        Walks known = await WalkAsync(crew, KnownWalks, SplitMix64.From(KnownSeed));
        Walks walks = await WalkAsync(crew, FullRun.Or(shortRun, fullRun) - KnownWalks, SplitMix64.Start(output));

        output.WriteLine($"{kind?.ToString() ?? "in memory"}, {days} days: {walks}");
        Assert.Empty(known.Faults);
        Assert.Empty(walks.Faults);
        Assert.True(known is { Completed: > 0, Suspect: > 0, Repaired: > 0, Cancelled: > 0 }, $"{known}");
    }

    [Theory]
    [InlineData("ends early")]
    [InlineData("forgets time")]
    [InlineData("repairs without a new wait")]
    public async Task T2_A_library_that_keeps_time_wrongly_is_caught(string how)
    {
        AccountRecord Wrong(AccountRecord? before, AccountRecord next) => how switch
        {
            "ends early" when next.Access.Wait is { } wait && next.Latest >= wait.Until - WaitScene.Grain => Ended(next, wait),
            "forgets time" when before is not null => next with { Latest = before.Latest },
            "repairs without a new wait" when next.Latest < before?.Latest && (before.Access.Wait, next.Access.Wait) is ({ } kept, { } wait) =>
                next with { Access = next.Access with { Wait = wait with { Until = kept.Until } } },
            _ => next,
        };
        await using CodeCrew crew = await MachineCrew.RewritingAsync(await databases.CreateAsync(DatabaseKind.Sqlite), Wrong, isSteady: false);

        Walks walks = await WalkAsync(crew, 400, SplitMix64.From(KnownSeed), endsAtAFault: true);

        output.WriteLine($"{how}, after {walks.Count} walks: {(walks.Faults is [{ } fault, ..] ? fault : null)}");
        Assert.NotEmpty(walks.Faults);
    }

    /// <summary>At 150 seconds on each side, what the fast one saw end has ended for the slow one; at 151 the slow one refuses and writes nothing.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite, 150)]
    [InlineData(DatabaseKind.Sqlite, 151)]
    [InlineData(DatabaseKind.PostgreSql, 150)]
    [InlineData(DatabaseKind.PostgreSql, 151)]
    public async Task T3_A_wait_that_a_fast_machine_saw_end_is_over_for_a_slow_one_that_is_near_and_one_farther_off_refuses(DatabaseKind kind, int seconds)
    {
        var lead = Duration.FromSeconds(seconds);
        await using CodeCrew crew = await CodeCrew.OnAsync(await databases.CreateAsync(kind));
        (RecoveryApp fast, RecoveryApp slow) = (crew[0], crew[1]);
        int tried = 0;
        for (Duration offset = -Window; offset <= Window; offset += Duration.FromSeconds(FullRun.Or(40, 1)))
        {
            var account = new AccountId($"account-{offset}");
            crew.Advance(Duration.FromHours(1));
            Instant until = await crew.BeginWaitAsync(account, hasPhone: false);

            // True time is the offset after the end; one is ahead of it, the other behind. The code was typed shortly before, as the slow one saw it.
            Instant truth = until + offset;
            crew.Advance(truth - lead - Duration.FromMinutes(1) - crew.Now);
            RecoveryTicket cancel = await ProveBeforeAsync(crew, account, until);
            fast.Clock.Set(truth + lead);
            slow.Clock.Set(truth - lead);
            await fast.TypeAsync(account, new ChallengeId(7), "1234567");
            await fast.DueWork().DrainAsync(TestContext.Current.CancellationToken);
            AccountRecord seen = await crew.OpenAsync(account);
            ChangeOutcome outcome = await slow.SecurityInfo().CancelWaitAsync(account, CodeCrew.Stranger.Having(cancel), TestContext.Current.CancellationToken);
            await crew.DrainAsync();

            bool ended = truth + lead >= until;
            Assert.Equal(ended ? AccountState.AfterWait : AccountState.Waiting, seen.State);
            Assert.Equal(ended ? until : null, seen.Access.Reentry?.Since);
            Assert.True(
                seconds > 150 ? outcome is ChangeOutcome.Busy { Why: BusyReason.ClockSuspect } : ended ? outcome is ChangeOutcome.Refused : outcome is ChangeOutcome.Done,
                $"{offset}: {outcome}");
            tried++;
            crew.Apps.ToList().ForEach(app => app.Clock.Set(truth + lead));
            crew.Mail.Clear();
        }

        Assert.Equal(FullRun.Or(17, 641), tried);
    }

    private static AccountRecord Ended(AccountRecord record, Wait wait) => record with
    {
        Contacts = ContactPart.None,
        Access = record.Access with { Wait = null, Reentry = Reentry.AfterWait(wait.Until) },
    };

    // For the slow machine too the wait may be over by then; then there is nothing to prove, and any ticket will do.
    private static async Task<RecoveryTicket> ProveBeforeAsync(CodeCrew crew, AccountId account, Instant until) =>
        crew.Now + SendLimits.Spacing < until
            ? await crew.ProveAsStrangerAsync(account, CodeCrew.Mira, ProofPurpose.CancelWait)
            : await crew[0].Tickets.VouchAsync(account, HostProof.HostSession, ProofPurpose.CancelWait, CodeCrew.Stranger);

    private static async Task<Walks> WalkAsync(CodeCrew crew, int count, SplitMix64 random, bool endsAtAFault = false)
    {
        var walks = new Walks(0, 0, 0, 0, 0, []);
        Instant start = crew.Now;
        for (int n = 0; n < count && !(endsAtAFault && walks.Faults.Count > 0); n++)
        {
            crew.Apps.ToList().ForEach(app => app.Clock.Set(start));
            var walk = new WaitWalk(crew, new AccountId($"account-{n}"), random);
            await walk.RunAsync();
            await walk.ForgetAsync();
            walks = new Walks(
                n + 1,
                walks.Completed + (walk.Completed ? 1 : 0),
                walks.Suspect + walk.Suspect,
                walks.Repaired + walk.Repaired,
                walks.Cancelled + (walk.Cancelled ? 1 : 0),
                walk.Fault is { } fault ? [.. walks.Faults, fault] : walks.Faults);
        }

        return walks;
    }

    private sealed record Walks(int Count, int Completed, int Suspect, int Repaired, int Cancelled, IReadOnlyList<string> Faults)
    {
        public override string ToString() => $"{Count} walks, {Completed} waits over, {Cancelled} cancelled, {Suspect} calls by a clock that was behind, {Repaired} repairs, {Faults.Count} faults";
    }
}
