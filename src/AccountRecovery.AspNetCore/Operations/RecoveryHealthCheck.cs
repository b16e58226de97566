using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AccountRecovery;

/// <summary>Reads the health report of the library and decides whether it is healthy. The result names no account.</summary>
/// <param name="health">Reads the health report.</param>
/// <param name="options">The limits for a healthy state.</param>
/// <param name="pulse">The worker's last sweep; null if the host runs due work without the worker.</param>
/// <param name="interval">The worker's interval.</param>
/// <param name="time">Measures the time limit of reading the report.</param>
internal sealed class RecoveryHealthCheck(
    IRecoveryHealth health, RecoveryHealthOptions options, DueWorkerPulse? pulse, TimeSpan interval, TimeProvider time) : IHealthCheck
{
    /// <summary>The number of intervals that may pass without a completed sweep.</summary>
    internal const int SilentIntervals = 5;

    private readonly object _gate = new();
    private Task<RecoveryHealthReport>? _latest;

    [SuppressMessage("Design", "CA1031", Justification = "Every exception of the store means that the store cannot be read.")]
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Task<RecoveryHealthReport> look = Look();
        try
        {
            return Judge(await look.WaitAsync(options.Patience, time, cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault) when (fault is OperationCanceledException || !look.IsFaulted)
        {
            return HealthCheckResult.Unhealthy($"The store of account recovery did not answer within {options.Patience}.", data: WorkerData());
        }
        catch (Exception fault)
        {
            return HealthCheckResult.Unhealthy("The store of account recovery cannot be read.", fault, WorkerData());
        }
    }

    // Only one read runs at a time, and all checks that start meanwhile share it, so that checks do not pile up if the store hangs.
    private Task<RecoveryHealthReport> Look()
    {
        lock (_gate)
        {
            if (_latest is not { IsCompleted: false })
            {
                _latest = LookAsync();

                // The callers may have given up when the read fails. Observing the exception here prevents an unobserved task exception.
                _latest.ContinueWith(
                    static done => done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            return _latest;
        }
    }

    // The read runs on another thread, because a store may block before it returns its task.
    private async Task<RecoveryHealthReport> LookAsync()
    {
        using var patience = new CancellationTokenSource(options.Patience, time);
        CancellationToken cancellationToken = patience.Token;
        return await Task.Run(() => health.ReadAsync(cancellationToken).AsTask(), CancellationToken.None).ConfigureAwait(false);
    }

    private HealthCheckResult Judge(RecoveryHealthReport seen)
    {
        Dictionary<string, object> data = WorkerData();
        data["lag_seconds"] = seen.Lag.TotalSeconds;
        data["lanes"] = seen.Lanes;
        data["lanes_busy"] = seen.LanesBusy;
        data["queue_length"] = seen.Waiting;
        data["queue_places"] = seen.Places;
        if (seen.ClockSuspect || pulse?.Last is { ClockSuspect: true })
        {
            return HealthCheckResult.Unhealthy("A clock is suspect: check the clock of this server and, where the store has one, the store's.", data: data);
        }

        string[] complaints = [.. Complaints(seen)];
        return complaints.Length == 0 ? HealthCheckResult.Healthy(data: data) : HealthCheckResult.Degraded(string.Join(' ', complaints), data: data);
    }

    private IEnumerable<string> Complaints(RecoveryHealthReport seen)
    {
        if (pulse?.Silence is { } silence && silence > interval * SilentIntervals)
        {
            yield return $"No due-work sweep has completed for {silence}.";
        }

        if (seen.Lag.ToTimeSpan() > options.LongestLag)
        {
            yield return $"The oldest due account is {seen.Lag.ToTimeSpan()} late.";
        }

        if (seen.LanesFull)
        {
            yield return "Every hashing lane is at work and its queue is full.";
        }
    }

    // The seconds since the last sweep ended, if the worker runs and has completed a sweep.
    private Dictionary<string, object> WorkerData()
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        if (pulse is { Last: not null, Silence: { } silence })
        {
            data["last_pass_seconds_ago"] = silence.TotalSeconds;
        }

        return data;
    }
}
