namespace AccountRecovery.Races;

/// <summary>Redemptions under load that something interrupts: what was acknowledged to a caller, compared with what is stored afterwards.</summary>
internal sealed class Acknowledged
{
    internal const int Processes = 4;

    private const int CodesEach = RecoveryPolicy.DefaultBackupCodeCount;

    /// <summary>Redemptions that a process was told of.</summary>
    internal int Grants { get; private set; }

    /// <summary>Those of them before the interruption.</summary>
    internal int Before { get; private set; }

    /// <summary>Acknowledged, and not spent in the store afterwards.</summary>
    internal int Lost { get; private set; }

    internal int Doubles { get; private set; }

    /// <summary>Calls that ended with a fault, so that their callers know nothing.</summary>
    internal int Unknown { get; private set; }

    /// <summary>Interruptions after which there was work left.</summary>
    internal int UnderLoad { get; private set; }

    /// <summary>Makes accounts, has every process redeem all of their codes, and interrupts when so many are acknowledged.</summary>
    /// <remarks>Writes of the last account are held until the interruption is over, so that it comes while there is work.</remarks>
    internal async Task InterruptAsync(
        RaceDatabase database, Crew crew, string prefix, int accounts, int after, Func<Task> interruptAsync, Func<Setup, Setup>? change = null, Func<Task>? readyAsync = null)
    {
        string over = database.FileOf($"{prefix}over");
        Setup setup = database.Setup with { HoldsUntil = over };
        await crew.OpenAsync(setup);
        string[] names = [.. Enumerable.Range(0, accounts - 1).Select(i => prefix + SingleUseRace.NameOf(i)), $"{HoldingStore.Held}{prefix}"];
        string[][] sets = await crew.IssueAsync(names);
        Call[] calls = [.. names.SelectMany((name, i) => sets[i].Select(code => new Call(Verb.Redeem, name) { Typed = code }))];
        await (change is null ? Task.CompletedTask : crew.OpenAsync(change(setup)));
        await (readyAsync?.Invoke() ?? Task.CompletedTask);

        await crew.StartAsync(_ => calls, streams: true);
        await Eventually.HoldsAsync("enough is acknowledged", () => Task.FromResult(CountGrants(crew) >= after));
        int before = CountGrants(crew);
        await interruptAsync();
        await File.WriteAllBytesAsync(over, []);
        await Task.WhenAll(crew.Workers.Where(worker => worker.IsAlive).Select(worker => worker.ReceiveAsync<Report.Finished>()));

        Report.Answered[] told = [.. crew.Workers.SelectMany(worker => worker.Answers)];
        var grants = told.Where(answered => answered.Answer.IsGrant).CountBy(answered => answered.Index).ToDictionary();
        Before += before;
        UnderLoad += CountGrants(crew) > before || told.Any(answered => answered.Answer.IsFault) ? 1 : 0;
        Grants += grants.Count;
        Doubles += grants.Count(pair => pair.Value > 1);
        Unknown += told.Count(answered => answered.Answer.IsFault);
        for (int i = 0; i < names.Length; i++)
        {
            // Codes are stored in the order in which they were shown.
            CodeSet live = (await database.RecordAsync(names[i])).BackupCodes.Live!;
            Lost += live.Codes.Where((code, slot) => code.SpentAt is null && grants.ContainsKey((i * CodesEach) + slot)).Count();
        }
    }

    private static int CountGrants(Crew crew) => crew.Workers.Sum(worker => worker.Answers.Count(answered => answered.Answer.IsGrant));

    public override string ToString() =>
        $"{Grants} acknowledged, {Before} of them before; {Lost} lost, {Doubles} doubles, {Unknown} calls without an answer, {UnderLoad} under load";
}
