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
    /// <param name="parallel">So many calls of each process at a time; 1 where they meet.</param>
    /// <param name="endsAlone">Whether the last code of each account is typed by one process alone, the one after the process that made the codes: so it is known who writes last.</param>
    internal static async Task<SingleUseRace> RunAsync(
        RaceDatabase database, Crew crew, Func<int, Setup> setup, int accounts, bool repeatsBusy = true, int parallel = 4, bool endsAlone = false)
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
            Call[] calls = [.. sets.Select((set, i) => new Call(Verb.Redeem, names[i]) { Typed = set[slot] })];
            bool isAlone = endsAlone && slot == CodesEach - 1;
            race.Count(isAlone ? await ByNextAsync(crew, calls) : [.. (await crew.AllAsync(calls, parallel, repeatsBusy)).Select(worker => worker.Answers)]);
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

    // Each call by the process after the one that made the account's codes; by the others nothing.
    private static async Task<Answer?[][]> ByNextAsync(Crew crew, Call[] calls)
    {
        int count = crew.Workers.Count;
        Report.Finished[] finished = await crew.StepAsync(worker => [.. calls.Where((_, i) => (i + 1) % count == worker)]);
        Queue<Answer>[] answered = [.. finished.Select(worker => new Queue<Answer>(worker.Answers))];
        Answer[] answers = [.. calls.Select((_, i) => answered[(i + 1) % count].Dequeue())];
        return [.. Enumerable.Range(0, count).Select(worker => answers.Select((answer, i) => (i + 1) % count == worker ? answer : null).ToArray())];
    }

    private void Count(Answer?[][] answers)
    {
        for (int i = 0; i < answers[0].Length; i++)
        {
            int[] winners = [.. Enumerable.Range(0, answers.Length).Where(process => answers[process][i]?.IsGrant == true)];
            Doubles += winners.Length > 1 ? 1 : 0;
            None += winners.Length == 0 ? 1 : 0;
            foreach (int process in winners)
            {
                _grants[(i, process)] = _grants.GetValueOrDefault((i, process)) + 1;
            }
        }

        foreach (Answer answer in answers.SelectMany(process => process).OfType<Answer>())
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
