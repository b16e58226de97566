using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;

namespace AccountRecovery;

public sealed class RecoveryHealthTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly RecoveryHealthReport Well = new(ClockSuspect: false, Duration.Zero, LanesBusy: 1, Lanes: 2, Waiting: 0, Places: 64);

    private readonly ManualTime _time = new();
    private readonly RecoveryHealthOptions _options = new();
    private readonly DueWorkerPulse _pulse;

    public RecoveryHealthTests()
    {
        _pulse = new DueWorkerPulse(_time);
    }

    [Fact]
    public async Task All_is_well()
    {
        _pulse.Begin();
        _pulse.Ended(ScriptedWork.Nothing);
        _time.Advance(TimeSpan.FromSeconds(12));

        HealthCheckResult result = await CheckAsync(Well with { Lag = Duration.FromSeconds(3) });

        Assert.Equal(HealthStatus.Healthy, result.Status);
        Assert.Equal(
            [("lag_seconds", 3.0), ("lanes", 2), ("lanes_busy", 1), ("last_pass_seconds_ago", 12.0), ("queue_length", 0), ("queue_places", 64)],
            result.Data.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_unhealthy()
    {
        HealthCheckResult result = await CheckAsync(_ => throw new IOException("The disk is gone."));

        Assert.Equal((HealthStatus.Unhealthy, typeof(IOException)), (result.Status, result.Exception!.GetType()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_that_does_not_answer_is_unhealthy_when_the_patience_is_over(bool hears)
    {
        using var open = new ManualResetEventSlim();
        Task<HealthCheckResult> asked = CheckAsync(cancellationToken =>
        {
            open.Wait(hears ? cancellationToken : CancellationToken.None);
            return Well;
        });
        await Eventually.HoldsAsync(() => _time.Asked.Count == 2);

        _time.Advance(_options.Patience - Tick);
        await Task.Delay(20);
        Assert.False(asked.IsCompleted);
        _time.Advance(Tick);

        HealthCheckResult result = await asked;
        open.Set();
        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Contains("did not answer within 00:00:05", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checks_do_not_pile_up_in_front_of_a_store_that_hangs()
    {
        using var open = new ManualResetEventSlim();
        int looks = 0;
        RecoveryHealthCheck check = On(_ =>
        {
            Interlocked.Increment(ref looks);
            open.Wait(CancellationToken.None);
            return Well;
        });

        for (int round = 0; round < 5; round++)
        {
            Task<HealthCheckResult>[] asked = [.. Enumerable.Range(0, 4).Select(_ => check.CheckHealthAsync(new HealthCheckContext()))];
            _time.Advance(_options.Patience);
            Assert.All(await Task.WhenAll(asked), result => Assert.Equal(HealthStatus.Unhealthy, result.Status));
        }

        await Eventually.HoldsAsync(() => looks == 1);
        open.Set();
        for (int i = 0; i < 10_000 && (await check.CheckHealthAsync(new HealthCheckContext())).Status != HealthStatus.Healthy; i++)
        {
            await Task.Delay(1);
        }

        Assert.Equal(HealthStatus.Healthy, (await check.CheckHealthAsync(new HealthCheckContext())).Status);
    }

    [Fact]
    public async Task A_store_that_says_it_took_too_long_cannot_be_read() =>
        Assert.Equal("The store of account recovery cannot be read.", (await CheckAsync(_ => throw new TimeoutException())).Description);

    [Fact]
    public async Task A_look_that_the_host_cancels_is_cancelled()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CheckAsync(_ => Well, gone.Token));
    }

    [Fact]
    public async Task A_suspect_clock_is_unhealthy_the_stores_as_well_as_the_sweeps()
    {
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(Well with { ClockSuspect = true })).Status);
        _pulse.Begin();
        _pulse.Ended(ScriptedWork.Nothing with { ClockSuspect = true });
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(Well)).Status);
        _pulse.Ended(ScriptedWork.Nothing);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(Well)).Status);
    }

    [Fact]
    public async Task Five_intervals_without_a_sweep_that_ended_are_degraded()
    {
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(Well)).Status);
        _pulse.Begin();
        _time.Advance(5 * Interval);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(Well)).Status);
        _time.Advance(Tick);
        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(Well)).Status);
        _pulse.Ended(ScriptedWork.Nothing);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(Well)).Status);
    }

    [Fact]
    public async Task An_account_that_is_too_late_is_degraded()
    {
        var longest = Duration.FromTimeSpan(_options.LongestLag);

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(Well with { Lag = longest })).Status);
        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(Well with { Lag = longest + Duration.FromTicks(1) })).Status);
    }

    [Theory]
    [InlineData(2, 64, HealthStatus.Degraded)]
    [InlineData(2, 63, HealthStatus.Healthy)]
    [InlineData(1, 64, HealthStatus.Healthy)]
    public async Task Lanes_that_are_all_taken_with_a_full_queue_are_degraded(int busy, int waiting, HealthStatus status) =>
        Assert.Equal(status, (await CheckAsync(Well with { LanesBusy = busy, Waiting = waiting })).Status);

    private Task<HealthCheckResult> CheckAsync(RecoveryHealthReport seen) => CheckAsync(_ => seen);

    private Task<HealthCheckResult> CheckAsync(Func<CancellationToken, RecoveryHealthReport> look, CancellationToken cancellationToken = default) =>
        On(look).CheckHealthAsync(new HealthCheckContext(), cancellationToken);

    private RecoveryHealthCheck On(Func<CancellationToken, RecoveryHealthReport> look) => new(new Look(look), _options, _pulse, Interval, _time);

    private sealed class Look(Func<CancellationToken, RecoveryHealthReport> look) : IRecoveryHealth
    {
        public ValueTask<RecoveryHealthReport> ReadAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(look(cancellationToken));
    }
}
