using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AccountRecovery;

public sealed class DeliveryAtTheEndTests
{
    private readonly SteadyTime _steady = new();
    private readonly LogSpy _log = new();

    [Fact]
    public async Task Draining_waits_for_the_sink_and_its_end_can_be_cancelled()
    {
        await using var host = new TestHost(listens: true);
        using var open = new ManualResetEventSlim();
        using var patience = new CancellationTokenSource();
        host.Sink.Refuses = _ =>
        {
            open.Wait();
            return false;
        };
        await host.IssueAsync();

        Task drained = host.DueWork.DrainAsync().AsTask();
        Task impatient = host.DueWork.DrainAsync(patience.Token).AsTask();
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.False(drained.IsCompleted);
        Assert.Empty(host.Sink.Delivered);
        open.Set();
        await drained;
        Assert.Single(host.Sink.Delivered);
    }

    [Fact]
    public async Task What_is_under_way_when_the_services_are_disposed_is_left_for_a_sweep_and_no_fault()
    {
        InMemoryRecoveryStore store = InMemory.Store();
        var key = RootKey.Generate();
        using var entered = new ManualResetEventSlim();
        using var open = new ManualResetEventSlim();
        var first = new TestHost(store: store, listens: true, rootKey: key, services: services => services.AddSingleton<ILoggerFactory>(_log));
        first.Sink.Refuses = _ =>
        {
            entered.Set();
            open.Wait();
            return false;
        };
        string[] codes = await first.IssueAsync();
        entered.Wait();
        await first.RedeemAsync(codes[0]);

        // The issue is with the sink; the redemption waits behind it, and finds the services gone.
        Task disposed = first.DisposeAsync().AsTask();
        open.Set();
        await disposed;

        Assert.Equal(RecoveryEventKind.CodesIssued, Assert.Single(first.Sink.Delivered).Kind);
        Assert.DoesNotContain(_log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.Contains(_log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("DrainAsync", StringComparison.Ordinal));

        await using var second = new TestHost(store: store, listens: true, rootKey: key, services: services => services.AddSingleton<TimeProvider>(_steady));
        _steady.Pass(second.Clock, Duration.FromMinutes(1));
        await second.DueWork.RunAsync(10);
        await second.DueWork.DrainAsync();
        Assert.Equal(RecoveryEventKind.CodeRedeemed, Assert.Single(second.Sink.Delivered).Kind);
    }
}
