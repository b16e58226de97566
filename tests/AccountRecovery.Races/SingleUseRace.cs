namespace AccountRecovery.Races;

/// <summary>Every process types the same code at the same moment, code after code; who gets a grant is counted.</summary>
internal sealed record SingleUseRace(int Codes)
{
    private static readonly NodaTime.Instant Start = NodaTime.Instant.FromUtc(2026, 3, 1, 12, 0);

    private readonly Dictionary<(int Account, int Process), int> _grants = [];

    /// <summary>Codes that gave more than one grant.</summary>
    internal int Doubles { get; private set; }

    /// <summary>Codes that gave none.</summary>
    internal int None { get; private set; }

    /// <summary>Calls that threw or were busy to the end.</summary>
    internal int Faults { get; private set; }

    /// <summary>Calls that were busy and made again.</summary>
    internal int Repeats { get; private set; }

    /// <summary>Codes that the store says are spent.</summary>
    internal int Spent { get; private set; }

    internal string? FirstFault { get; private set; }

    /// <summary>Which process got how many grants of which account.</summary>
    internal IReadOnlyDictionary<(int Account, int Process), int> Grants => _grants;

    /// <param name="database">The database.</param>
    /// <param name="crew">The processes.</param>
    /// <param name="setup">The application that each of them is.</param>
    /// <param name="accounts">So many, with ten codes each.</param>
    /// <param name="repeatsBusy">Whether a call that lost too many races is made again.</param>
    internal static async Task<SingleUseRace> RunAsync(RaceDatabase database, Crew crew, Func<int, Setup> setup, int accounts, bool repeatsBusy = true)
    {
        const int CodesEach = RecoveryPolicy.DefaultBackupCodeCount;
        await crew.OpenAsync(i => setup(i) with { Clock = Start.ToUnixTimeTicks(), FreeAttempts = 10 });
        string[] names = [.. Enumerable.Range(0, accounts).Select(NameOf)];
        string[][] sets = await crew.IssueAsync(names);
        var race = new SingleUseRace(accounts * CodesEach);
        for (int slot = 0; slot < CodesEach; slot++)
        {
            // Nobody waits for a pause of the slot before.
            await crew.SetClockAsync(Start + NodaTime.Duration.FromHours(2 * slot));
            race.Count(await crew.AllAsync([.. sets.Select((set, i) => new Call(Verb.Redeem, names[i]) { Typed = set[slot] })], repeatsBusy: repeatsBusy));
        }

        foreach (string name in names)
        {
            race.Spent += CodesEach - (await database.RecordAsync(name)).BackupCodes.Live!.Remaining;
        }

        return race;
    }

    internal static string NameOf(int account) => $"account-{account}";

    public override string ToString() =>
        $"{Codes} codes, {Doubles} doubles, {None} without a grant, {Spent} spent, {Faults} faults, {Repeats} repeated calls {FirstFault}";

    private void Count(Report.Finished[] finished)
    {
        for (int i = 0; i < finished[0].Answers.Length; i++)
        {
            int[] winners = [.. Enumerable.Range(0, finished.Length).Where(process => finished[process].Answers[i].IsGrant)];
            Doubles += winners.Length > 1 ? 1 : 0;
            None += winners.Length == 0 ? 1 : 0;
            foreach (int process in winners)
            {
                _grants[(i, process)] = _grants.GetValueOrDefault((i, process)) + 1;
            }
        }

        foreach (Answer answer in finished.SelectMany(worker => worker.Answers))
        {
            Repeats += answer.Repeats;
            if (answer.IsFault || answer.IsBusy)
            {
                Faults++;
                FirstFault ??= answer.ToString();
            }
        }
    }
}
