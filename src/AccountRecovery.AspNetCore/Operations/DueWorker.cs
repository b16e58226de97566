using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Repeats the due-work sweep until the host stops. After a fault, the worker waits longer, but it never gives up.</summary>
/// <param name="work">The due work, created when the worker begins. The host creates its services before it
/// checks their options, and should report all wrong options, not only the first.</param>
/// <param name="options">The worker's options, read when the worker begins, for the same reason.</param>
/// <param name="pulse">Records each sweep for the health check.</param>
/// <param name="time">The host's time provider.</param>
/// <param name="log">The log. Of several faults in a row, only the first is logged.</param>
internal sealed class DueWorker(Lazy<IDueWork> work, IOptions<DueWorkerOptions> options, DueWorkerPulse pulse, TimeProvider time, ILogger<DueWorker> log) : BackgroundService
{
    // More doublings than are needed from the shortest interval to the longest pause.
    private const int MostDoublings = 20;
    private const int Grains = 1 << 16;

    private int _faults;

    /// <summary>
    /// Completes the work on the current account, then waits for the events that are being delivered, both within the time that the host allows for stopping.
    /// </summary>
    /// <remarks>If another service of the library has already waited for the deliveries, no delivery is left and this method returns at once.</remarks>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (!work.IsValueCreated)
        {
            return;
        }

        try
        {
            await work.Value.DrainAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            log.LogWarning("The host is stopping before all recovery events were delivered; a later sweep of due work, here or in another process, delivers the rest.");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        pulse.Begin();
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!await TrySweepAsync(stoppingToken).ConfigureAwait(false))
            {
                await Task.Delay(Pause(), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Returns true if more work is due at once.
    [SuppressMessage("Design", "CA1031", Justification = "A fault must not end the worker: the store may be back in a minute.")]
    private async Task<bool> TrySweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            DueWorkReport report = await work.Value.RunAsync(options.Value.MaxAccounts, cancellationToken).ConfigureAwait(false);
            if (_faults > 0)
            {
                log.LogWarning("Due work succeeded again after {Faults} failed sweeps.", _faults);
            }

            _faults = 0;
            pulse.Ended(report);
            return report.Changed >= options.Value.MaxAccounts;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception fault)
        {
            if (_faults++ == 0)
            {
                log.LogError(fault, "Due work failed. It is tried again after increasing pauses of at most {LongestPause}. This message is not logged again until a sweep has succeeded.", options.Value.LongestPause);
            }

            return false;
        }
    }

    private TimeSpan Pause()
    {
        DueWorkerOptions chosen = options.Value;
        double longer = Math.Min(chosen.Interval.TotalSeconds * (1 << Math.Clamp(_faults - 1, 0, MostDoublings)), chosen.LongestPause.TotalSeconds);
        double swing = (2.0 * RandomNumberGenerator.GetInt32(Grains + 1) / Grains) - 1;
        return TimeSpan.FromSeconds(longer * (1 + (chosen.Jitter * swing)));
    }
}
