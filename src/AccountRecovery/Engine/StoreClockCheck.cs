using System.Diagnostics.CodeAnalysis;
using AccountRecovery.Ports;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AccountRecovery;

/// <summary>Compares this machine's clock with the store's own, at most once a minute: a machine that is far apart from it decides nothing.</summary>
/// <remarks>
/// One caller asks the store and waits; others go by the last answer, or wait too while there has been none.
/// Without a store's clock, or where the host set a clock of its own, nothing is ever suspect.
/// </remarks>
internal sealed class StoreClockCheck(IRecoveryStoreClock? store, RecoveryClock clock, MonotonicClock steady, ILogger<StoreClockCheck> log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private Task? _latest;
    private long _began;
    private bool _faulted;
    private volatile bool _answered;
    private volatile bool _suspect;

    /// <summary>Whether the clocks were more than the tolerance apart when last compared.</summary>
    internal async ValueTask<bool> IsSuspectAsync(CancellationToken cancellationToken)
    {
        if (store is not null && ToAwait(store) is { } comparing)
        {
            // Nobody's cancellation spoils the answer for the others.
            await comparing.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return _suspect;
    }

    private Task? ToAwait(IRecoveryStoreClock asked)
    {
        lock (_gate)
        {
            if (_latest is { IsCompleted: false } underWay)
            {
                return _answered ? null : underWay;
            }

            if (_latest is not null && steady.Since(_began) < Interval)
            {
                return null;
            }

            _began = steady.Timestamp;
            return _latest = Task.Run(() => CompareAsync(asked), CancellationToken.None);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A store that is down says so in the call that follows; here it only means that nothing new is known.")]
    private async Task CompareAsync(IRecoveryStoreClock asked)
    {
        try
        {
            Instant before = clock.Now;
            Instant theirs = Microseconds.Truncate(await asked.GetNowAsync(CancellationToken.None).ConfigureAwait(false));
            Instant after = clock.Now;
            Tell(theirs < before - RecoveryClock.Tolerance || theirs > after + RecoveryClock.Tolerance, theirs, after);
            _answered = true;
            _faulted = false;
        }
        catch (Exception fault)
        {
            if (!_faulted)
            {
                log.LogWarning(fault, "The store's clock could not be read. The last known result is used; the clock is read again each minute.");
            }

            _faulted = true;
        }
    }

    private void Tell(bool suspect, Instant theirs, Instant ours)
    {
        if (suspect && !_suspect)
        {
            log.LogWarning(
                "This server's clock ({Ours}) and the store's ({Theirs}) are more than five minutes apart: every call answers busy and nothing is written until they agree.",
                ours,
                theirs);
        }
        else if (_suspect && !suspect)
        {
            log.LogWarning("This server's clock and the store's clock agree again. Calls are answered as usual.");
        }

        _suspect = suspect;
    }
}
