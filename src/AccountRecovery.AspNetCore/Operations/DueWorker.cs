using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Sweeps again and again until the host stops. A fault makes it wait longer, never give up.</summary>
/// <param name="work">Made when the worker begins: the host makes its services before it checks their options, and should hear of every wrong one, not of the first.</param>
/// <param name="options">Read when the worker begins, for the same reason.</param>
/// <param name="pulse">Told of each sweep.</param>
/// <param name="time">The host's.</param>
/// <param name="log">Hears of faults, once a streak.</param>
internal sealed class DueWorker(Lazy<IDueWork> work, IOptions<DueWorkerOptions> options, DueWorkerPulse pulse, TimeProvider time, ILogger<DueWorker> log) : BackgroundService
{
    // More doublings than from the shortest interval to the longest pause.
    private const int MostDoublings = 20;
    private const int Grains = 1 << 16;

    private int _faults;

    /// <summary>Lets the account at hand be finished, then whatever events are under way be delivered, both within the time that the host gives.</summary>
    /// <remarks>Whoever stops last waits for what is left: where another service of the library has waited already, nothing is under way and this costs nothing.</remarks>
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
            log.LogWarning("The host is stopping before all recovery events were delivered; the due-work sweep of another process delivers the rest.");
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

    // True when there is more to do at once.
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
                log.LogError(fault, "Due work failed. It is tried again after increasing pauses of at most {LongestPause}. This is logged once until a sweep succeeds.", options.Value.LongestPause);
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
