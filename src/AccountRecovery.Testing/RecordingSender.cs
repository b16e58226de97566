using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Keeps every message that was sent, and fails, refuses or waits on demand: one instance serves any number of channels.</summary>
/// <remarks>
/// Register it as an instance, <c>UseSender(Channel.Email, sender)</c>, for each channel that the test has. Messages come in the background: wait for them by
/// <see cref="WaitForAsync"/> or by <see cref="IDueWork"/>. A repeated delivery of one <see cref="OutboundMessage.Id"/> is there twice. Safe to use from any thread.
/// </remarks>
public sealed class RecordingSender : IRecoverySender
{
    private readonly object _gate = new();
    private readonly List<OutboundMessage> _sent = [];
    private readonly List<OutboundMessage> _tried = [];
    private readonly HashSet<string> _refusedAddresses = new(StringComparer.Ordinal);
    private readonly List<(int Count, TaskCompletionSource Come)> _waiting = [];
    private TaskCompletionSource? _held;
    private int _failures;
    private int _refusals;
    private bool _fails;

    /// <summary>Every message that was taken, in that order; <see cref="OutboundMessage.RevealAddress"/>, <see cref="OutboundMessage.RevealCode"/> and <see cref="OutboundMessage.Text"/> say what it held.</summary>
    public IReadOnlyList<OutboundMessage> Sent => Snapshot(_sent);

    /// <summary>Every try, in the order in which they began: those that failed, were refused or are held as well.</summary>
    public IReadOnlyList<OutboundMessage> Tried => Snapshot(_tried);

    /// <summary>Makes the next tries fail by an exception, as while a provider is down: the library tries again later. Comes before any refusal.</summary>
    /// <param name="times">How many tries: 1 or more; added to those that are still to fail.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is less than 1.</exception>
    public void FailNext(int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_gate)
        {
            _failures += times;
        }
    }

    /// <summary>Makes every try fail by an exception until <see cref="Recover"/>.</summary>
    public void FailAlways()
    {
        lock (_gate)
        {
            _fails = true;
        }
    }

    /// <summary>Refuses the next tries for good, whatever their address: the library does not try these messages again.</summary>
    /// <param name="times">How many tries: 1 or more; added to those that are still to be refused.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is less than 1.</exception>
    public void RefuseNext(int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_gate)
        {
            _refusals += times;
        }
    }

    /// <summary>Refuses one address for good, as a mailbox that does not exist, until <see cref="Recover"/>.</summary>
    /// <param name="address">The address as <see cref="OutboundMessage.RevealAddress"/> has it; compared exactly.</param>
    /// <exception cref="ArgumentException">The address is empty.</exception>
    public void RefuseAddress(string address)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        lock (_gate)
        {
            _refusedAddresses.Add(address);
        }
    }

    /// <summary>Takes back every fault that was asked for. What is held stays held until <see cref="Release"/>.</summary>
    public void Recover()
    {
        lock (_gate)
        {
            (_failures, _refusals, _fails) = (0, 0, false);
            _refusedAddresses.Clear();
        }
    }

    /// <summary>Makes tries wait, as behind a slow provider, until <see cref="Release"/> or until their token is cancelled. What becomes of a try is decided when it goes on.</summary>
    public void Hold()
    {
        lock (_gate)
        {
            _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Lets every waiting try go on, and later ones too.</summary>
    public void Release()
    {
        TaskCompletionSource? held;
        lock (_gate)
        {
            (held, _held) = (_held, null);
        }

        held?.TrySetResult();
    }

    /// <summary>Forgets what was sent and tried so far; the faults that were asked for stay.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _sent.Clear();
            _tried.Clear();
        }
    }

    /// <summary>The code of the latest message to an address that held one.</summary>
    /// <param name="address">The address as <see cref="OutboundMessage.RevealAddress"/> has it; compared exactly.</param>
    /// <returns>The security code as it was shown; null when none was sent there.</returns>
    /// <exception cref="ArgumentException">The address is empty.</exception>
    public string? LastCodeTo(string address)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        lock (_gate)
        {
            return _sent.FindLast(message => message.RevealAddress() == address && message.RevealCode() is not null)?.RevealCode();
        }
    }

    /// <summary>Waits until so many messages have been sent since the beginning.</summary>
    /// <param name="count">How many: 0 or more.</param>
    /// <param name="timeout">How long to wait, in real time.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Every message that was sent, <paramref name="count"/> or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="TimeoutException">Fewer came in time.</exception>
    public async Task<IReadOnlyList<OutboundMessage>> WaitForAsync(int count, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Task come = Come(count);
        try
        {
            await come.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException(FormattableString.Invariant($"Of {count} messages {Sent.Count} were sent within {timeout}; {Tried.Count} attempts were made."));
        }

        return Sent;
    }

    /// <inheritdoc/>
    public async ValueTask<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        await Begin(message).WaitAsync(cancellationToken).ConfigureAwait(false);
        return Decide(message);
    }

    /// <summary>Counts alone: messages hold addresses and codes.</summary>
    /// <returns>Such as <c>Sent: 2, tried: 3</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"Sent: {Sent.Count}, tried: {Tried.Count}");

    private Task Begin(OutboundMessage message)
    {
        lock (_gate)
        {
            _tried.Add(message);
            return _held?.Task ?? Task.CompletedTask;
        }
    }

    private SendResult Decide(OutboundMessage message)
    {
        lock (_gate)
        {
            if (_fails || _failures > 0)
            {
                _failures -= _fails ? 0 : 1;
                throw new InvalidOperationException("The recording sender is set to fail.");
            }

            if (_refusals > 0)
            {
                _refusals--;
                return SendResult.RefusedForGood;
            }

            if (_refusedAddresses.Contains(message.RevealAddress()))
            {
                return SendResult.RefusedForGood;
            }

            _sent.Add(message);
            foreach ((_, TaskCompletionSource come) in _waiting.Where(waiting => waiting.Count <= _sent.Count))
            {
                come.TrySetResult();
            }

            _waiting.RemoveAll(waiting => waiting.Count <= _sent.Count);
            return SendResult.Accepted;
        }
    }

    private Task Come(int count)
    {
        lock (_gate)
        {
            if (_sent.Count >= count)
            {
                return Task.CompletedTask;
            }

            var come = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, come));
            return come.Task;
        }
    }

    private IReadOnlyList<OutboundMessage> Snapshot(List<OutboundMessage> messages)
    {
        lock (_gate)
        {
            return [.. messages];
        }
    }
}
