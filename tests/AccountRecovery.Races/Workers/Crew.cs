namespace AccountRecovery.Races;

/// <summary>Processes that make their steps together: each waits at a barrier until all have their calls.</summary>
internal sealed class Crew(RaceTrack track, IReadOnlyList<WorkerProcess> workers) : IAsyncDisposable
{
    private static readonly byte[] Go = Lines.ToLine<Command>(new Command.Go());

    internal IReadOnlyList<WorkerProcess> Workers { get; } = workers;

    internal Task OpenAsync(Setup setup) => OpenAsync(_ => setup);

    internal Task OpenAsync(Func<int, Setup> setup) => Task.WhenAll(Workers.Select((worker, i) => worker.AskAsync(new Command.Open(setup(i)))));

    internal Task SetClockAsync(NodaTime.Instant now) => Task.WhenAll(Workers.Select(worker => worker.AskAsync(new Command.SetClock(now.ToUnixTimeTicks()))));

    /// <summary>All make the same calls, in the same order.</summary>
    internal Task<Report.Finished[]> AllAsync(Call[] calls, int parallel = 4, bool repeatsBusy = true) => StepAsync(_ => calls, parallel, repeatsBusy);

    /// <summary>Each makes its own calls.</summary>
    internal async Task<Report.Finished[]> StepAsync(Func<int, Call[]> calls, int parallel = 4, bool repeatsBusy = true)
    {
        await StartAsync(calls, parallel, repeatsBusy);
        return await Task.WhenAll(Workers.Select(worker => worker.ReceiveAsync<Report.Finished>()));
    }

    /// <summary>Opens the barrier and does not wait for the end.</summary>
    internal async Task StartAsync(Func<int, Call[]> calls, int parallel = 4, bool repeatsBusy = true, bool streams = false)
    {
        foreach (WorkerProcess worker in Workers)
        {
            worker.Forget();
        }

        await Task.WhenAll(Workers.Select((worker, i) => worker.AskAsync(new Command.Prepare(calls(i), parallel, repeatsBusy, streams))));
        foreach (WorkerProcess worker in Workers)
        {
            worker.SendLine(Go);
        }
    }

    /// <summary>Shares the calls out and gives the answers in the calls' order.</summary>
    internal async Task<Answer[]> ShareAsync(Call[] calls, int parallel = 4)
    {
        int count = Workers.Count;
        Report.Finished[] finished = await StepAsync(worker => [.. calls.Where((_, i) => i % count == worker)], parallel);
        return [.. calls.Select((_, i) => finished[i % count].Answers[i / count])];
    }

    /// <summary>Makes a set for each account and gives the codes.</summary>
    internal async Task<string[][]> IssueAsync(IEnumerable<string> accounts)
    {
        Answer[] answers = await ShareAsync([.. accounts.Select(account => new Call(Verb.Generate, account))]);
        return [.. answers.Select(answer => answer.Codes.Length > 0 ? answer.Codes : throw new InvalidOperationException($"No codes: {answer}"))];
    }

    /// <summary>Each process makes every kind of call once, alone: a process that compiles its first call comes too late to race.</summary>
    internal async Task WarmUpAsync()
    {
        string[] accounts = [.. Workers.Select((_, i) => $"warm-up-{i}")];
        string[][] sets = await IssueAsync(accounts);
        await StepAsync(i => [new Call(Verb.Redeem, accounts[i]) { Typed = sets[i][0] }, new Call(Verb.Redeem, accounts[i]) { Typed = sets[i][0] }], parallel: 1);
    }

    public ValueTask DisposeAsync()
    {
        track.GiveBack(Workers);
        return ValueTask.CompletedTask;
    }
}
