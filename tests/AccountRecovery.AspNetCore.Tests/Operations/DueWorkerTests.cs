namespace AccountRecovery;

public sealed class DueWorkerTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly LogSpy _log = new();
    private readonly DueWorkerOptions _options = new();
    private readonly DueWorkerPulse _pulse;

    public DueWorkerTests()
    {
        _pulse = new DueWorkerPulse(_time);
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task It_sweeps_at_once_and_then_about_every_minute()
    {
        var work = new ScriptedWork(_ => ScriptedWork.Nothing);
        using DueWorker worker = Worker(work);
        await worker.StartAsync(CancellationToken.None);

        for (int sweep = 1; sweep <= 30; sweep++)
        {
            await Eventually.HoldsAsync(() => _time.Asked.Count == sweep);
            Assert.Equal(sweep, work.Sweeps);
            _time.Advance(_time.Asked[^1] - TimeSpan.FromTicks(1));
            Assert.Equal(sweep, work.Sweeps);
            _time.Advance(TimeSpan.FromTicks(1));
            await Eventually.HoldsAsync(() => work.Sweeps == sweep + 1);
        }

        await worker.StopAsync(CancellationToken.None);
        Assert.All(_time.Asked, pause => Assert.InRange(pause, TimeSpan.FromSeconds(48), TimeSpan.FromSeconds(72)));
        Assert.True(_time.Asked.Distinct().Count() > 20, "Pauses differ.");
        Assert.Contains(_time.Asked, pause => pause < TimeSpan.FromSeconds(60));
        Assert.Contains(_time.Asked, pause => pause > TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Without_jitter_the_pause_is_the_interval()
    {
        (_options.Interval, _options.Jitter) = (TimeSpan.FromSeconds(7), 0);
        using DueWorker worker = Worker(new ScriptedWork(_ => ScriptedWork.Nothing));

        await worker.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => _time.Asked.Count == 1);

        Assert.Equal(TimeSpan.FromSeconds(7), _time.Asked[0]);
        await worker.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task It_goes_on_at_once_while_there_is_more_to_do()
    {
        var work = new ScriptedWork(sweep => ScriptedWork.Nothing with { Examined = 600, Changed = sweep < 5 ? 500 : 499 });
        using DueWorker worker = Worker(work);

        await worker.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => _time.Asked.Count == 1);

        Assert.Equal(5, work.Sweeps);
        await worker.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Faults_are_logged_once_a_streak_and_pauses_double_up_to_their_bound()
    {
        _options.Jitter = 0;
        var work = new ScriptedWork(sweep => sweep is <= 7 or 9 ? throw new IOException($"Fault {sweep}") : ScriptedWork.Nothing);
        using DueWorker worker = Worker(work);

        await worker.StartAsync(CancellationToken.None);
        for (int sweep = 1; sweep <= 10; sweep++)
        {
            await Eventually.HoldsAsync(() => _time.Asked.Count == sweep);
            _time.Advance(_time.Asked[^1]);
        }

        await Eventually.HoldsAsync(() => _time.Asked.Count == 11);
        await worker.StopAsync(CancellationToken.None);

        Assert.Equal([1, 2, 4, 8, 15, 15, 15, 1, 1, 1, 1], _time.Asked.Select(pause => pause.TotalMinutes));
        Assert.Equal(["Fault 1", "Fault 9"], Lines("Error").Select(line => line.Contains("Fault 1", StringComparison.Ordinal) ? "Fault 1" : line.Contains("Fault 9", StringComparison.Ordinal) ? "Fault 9" : line));
        Assert.Equal(2, Lines("Warning").Length);
        Assert.Contains("after 7 failed sweeps", Lines("Warning")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancellation_that_is_not_the_hosts_is_a_fault_like_any_other()
    {
        var work = new ScriptedWork(sweep => sweep == 1 ? throw new TaskCanceledException("The database took too long.") : ScriptedWork.Nothing);
        using DueWorker worker = Worker(work);

        await worker.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => _time.Asked.Count == 1);
        _time.Advance(_time.Asked[0]);
        await Eventually.HoldsAsync(() => work.Sweeps == 2);

        await worker.StopAsync(CancellationToken.None);
        Assert.Single(Lines("Error"));
    }

    [Fact]
    public async Task Stopping_waits_for_the_account_at_hand_and_then_for_the_events_under_way()
    {
        var entered = new TaskCompletionSource();
        var finished = new TaskCompletionSource<DueWorkReport>();
        CancellationToken heard = default;
        var work = new ScriptedWork((_, cancellationToken) =>
        {
            heard = cancellationToken;
            entered.SetResult();
            return finished.Task;
        });
        using DueWorker worker = Worker(work);
        await worker.StartAsync(CancellationToken.None);
        await entered.Task;

        Task stopped = worker.StopAsync(CancellationToken.None);

        Assert.True(heard.IsCancellationRequested);
        await Task.Delay(20);
        Assert.Equal((false, 0), (stopped.IsCompleted, work.Drained));
        finished.SetResult(ScriptedWork.Nothing);
        await stopped;
        Assert.Equal((1, 1), (work.Sweeps, work.Drained));
        Assert.Empty(Lines("Error"));
    }

    [Fact]
    public async Task Stopping_takes_no_longer_than_the_host_gives()
    {
        var work = new ScriptedWork((_, _) => new TaskCompletionSource<DueWorkReport>().Task);
        using DueWorker worker = Worker(work);
        using var patience = new CancellationTokenSource();
        await worker.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => work.Sweeps == 1);

        Task stopped = worker.StopAsync(patience.Token);
        await patience.CancelAsync();
        await stopped;

        Assert.Contains("a later sweep of due work", Assert.Single(Lines("Warning")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_during_a_pause_or_a_sweep_that_hears_it_is_no_fault()
    {
        var work = new ScriptedWork(async (sweep, cancellationToken) =>
        {
            await Task.Delay(sweep == 1 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancellationToken);
            return ScriptedWork.Nothing;
        });
        using DueWorker worker = Worker(work);
        using DueWorker second = Worker(work);
        await worker.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => _time.Asked.Count == 1);
        await second.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => work.Sweeps == 2);

        await worker.StopAsync(CancellationToken.None);
        await second.StopAsync(CancellationToken.None);

        Assert.Equal((2, 2), (work.Sweeps, work.Drained));
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task The_pulse_tells_since_when_no_sweep_has_ended()
    {
        var work = new ScriptedWork(sweep => sweep == 1 ? throw new IOException() : ScriptedWork.Nothing with { Examined = sweep });
        using DueWorker worker = Worker(work);
        Assert.Null(_pulse.Silence);

        await worker.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => _time.Asked.Count == 1);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal((TimeSpan.FromSeconds(30), null), (_pulse.Silence, _pulse.Last));
        _time.Advance(TimeSpan.FromSeconds(60));
        await Eventually.HoldsAsync(() => _time.Asked.Count == 2);

        Assert.Equal((TimeSpan.Zero, 2), (_pulse.Silence, _pulse.Last!.Examined));
        await worker.StopAsync(CancellationToken.None);
    }

    private DueWorker Worker(ScriptedWork work) => new(new Lazy<IDueWork>(() => work), Microsoft.Extensions.Options.Options.Create(_options), _pulse, _time, new Microsoft.Extensions.Logging.Logger<DueWorker>(_log));

    private string[] Lines(string level) => [.. _log.Lines.Where(line => line.StartsWith(level, StringComparison.Ordinal))];
}
