namespace AccountRecovery.Races;

/// <summary>Several processes make new sets while others spend codes of the old one.</summary>
[Trait("Category", "Slow")]
public sealed class ReplacementRaces(RaceTrack track, ITestOutputHelper output)
{
    private const int RoundsAtOnce = 20;
    private const int CodesEach = 4;

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.Sqlite)]
    public async Task S9_Of_sets_made_at_once_one_is_live_and_every_code_of_any_other_is_refused(Engine engine)
    {
        int rounds = engine == Engine.Sqlite ? FullRun.Or(20, 400) : FullRun.Or(40, 2_000);
        Outcome all = await RaceAsync(engine, isGuarded: true, rounds);

        Assert.True(all is { Misnumbered: 0, Doubles: 0, DeadAccepted: 0, LiveRefused: 0, SpentBefore: > 0 }, $"{all}");
    }

    [Fact]
    public async Task S9_A_write_that_looks_at_no_revision_is_caught()
    {
        Outcome all = await RaceAsync(Engine.PostgreSqlReadCommitted, isGuarded: false, RoundsAtOnce);

        // All made set number 2, and all spent the old code.
        Assert.Equal((RoundsAtOnce, RoundsAtOnce), (all.Misnumbered, all.Doubles));
    }

    private async Task<Outcome> RaceAsync(Engine engine, bool isGuarded, int rounds)
    {
        int half = FullRun.Or(4, 8);
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        await using Crew crew = track.Crew(2 * half);
        await crew.OpenAsync((isGuarded ? database.Setup : database.Unguarded(2 * half)) with { Codes = CodesEach, Lags = true });
        var all = new Outcome();
        while (all.Rounds < rounds)
        {
            string[] accounts = [.. Enumerable.Range(all.Rounds, RoundsAtOnce).Select(SingleUseRace.NameOf)];
            all.Rounds += accounts.Length;
            string[][] first = await crew.IssueAsync(accounts);
            Call[] makes = [.. accounts.Select(account => new Call(Verb.Generate, account))];
            Call[] spends = [.. accounts.Select((account, i) => new Call(Verb.Redeem, account) { Typed = first[i][0] })];

            // One finds the old set for certain. Of the others, half run side by side with those who make sets, and half ahead of them, but for where all meet.
            int before = isGuarded && (await crew.ShareAsync([spends[0]]))[0].IsGrant ? 1 : 0;
            int shift = isGuarded ? spends.Length / 2 : 0;
            Call[] ahead = [.. spends[shift..], .. spends[..shift]];
            Report.Finished[] finished = await crew.StepAsync(worker => worker < half ? makes : worker % 2 == 0 ? spends : ahead, parallel: isGuarded ? 4 : 1);

            var made = new Answer[accounts.Length][];
            for (int i = 0; i < accounts.Length; i++)
            {
                made[i] = [.. finished.Take(half).Select(worker => worker.Answers[i]).OrderBy(set => set.Number)];
                int grants = finished.Skip(half).Where((_, worker) => worker % 2 == 0).Count(worker => worker.Answers[i].IsGrant)
                    + finished.Skip(half).Where((_, worker) => worker % 2 == 1).Count(worker => worker.Answers[(i + accounts.Length - shift) % accounts.Length].IsGrant)
                    + (i == 0 ? before : 0);
                all.Doubles += grants > 1 ? 1 : 0;
                all.SpentBefore += grants;

                // The first set is number 1, and each new one takes the next: the last is live, the others are superseded by their number.
                int live = (await database.RecordAsync(accounts[i])).BackupCodes.Live!.Number;
                bool numbered = made[i].Select(set => set.Number).SequenceEqual(Enumerable.Range(2, half).Select(number => (int?)number));
                all.Misnumbered += numbered && live == half + 1 ? 0 : 1;
            }

            Answer[] dead = await crew.ShareAsync([.. accounts.SelectMany((account, i) => Spend(account, [.. first[i], .. made[i][..^1].SelectMany(set => set.Codes)]))]);
            Answer[] alive = await crew.ShareAsync([.. accounts.SelectMany((account, i) => Spend(account, made[i][^1].Codes))]);
            all.DeadAccepted += dead.Count(answer => answer.Kind != nameof(RedeemOutcome.Refused));
            all.LiveRefused += alive.Count(answer => !answer.IsGrant);
        }

        output.WriteLine($"{engine}: {all}");
        return all;
    }

    private static IEnumerable<Call> Spend(string account, IEnumerable<string> codes) => codes.Select(code => new Call(Verb.Redeem, account) { Typed = code });

    private sealed record Outcome
    {
        internal int Rounds { get; set; }

        /// <summary>Rounds in which the sets' numbers are not one row, or the newest is not live.</summary>
        internal int Misnumbered { get; set; }

        /// <summary>Codes of the old set that gave more than one grant.</summary>
        internal int Doubles { get; set; }

        /// <summary>Codes of the old set that were spent before it was replaced.</summary>
        internal int SpentBefore { get; set; }

        internal int DeadAccepted { get; set; }

        internal int LiveRefused { get; set; }

        public override string ToString() =>
            $"{Rounds} rounds, {SpentBefore} codes spent before, {Doubles} doubles, {Misnumbered} misnumbered, {DeadAccepted} dead codes accepted, {LiveRefused} live ones refused";
    }
}
