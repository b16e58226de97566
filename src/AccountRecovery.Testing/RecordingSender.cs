using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Records every message that was sent, and fails, refuses or waits on demand. One instance can serve several channels.</summary>
/// <remarks>
/// Register it as an instance, <c>UseSender(ContactChannel.Email, sender)</c>, for each channel of the test. Messages are sent in the background: wait for them by
/// <see cref="WaitForAsync"/> or <see cref="IDueWork"/>. A message that was sent twice with one
/// <see cref="OutboundMessage.Id"/> is listed twice. All members can be called from any thread.
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

    /// <summary>
    /// Every message that the sender has accepted, in this order. <see cref="OutboundMessage.RevealAddress"/>,
    /// <see cref="OutboundMessage.RevealCode"/> and <see cref="OutboundMessage.Text"/> return the contents of a message.
    /// </summary>
    public IReadOnlyList<OutboundMessage> Sent => Snapshot(_sent);

    /// <summary>The message of every try, in the order in which the tries began, including tries that failed, were refused or are held.</summary>
    public IReadOnlyList<OutboundMessage> Tried => Snapshot(_tried);

    /// <summary>
    /// Makes the next tries fail with an exception, as if the provider were unavailable. The library tries again later. A failure has precedence over a refusal.
    /// </summary>
    /// <param name="times">The number of tries, 1 or more. It is added to the number of tries that must still fail.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is less than 1.</exception>
    public void FailNext(int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_gate)
        {
            _failures += times;
        }
    }

    /// <summary>Makes every try fail with an exception until <see cref="Recover"/> is called.</summary>
    public void FailAlways()
    {
        lock (_gate)
        {
            _fails = true;
        }
    }

    /// <summary>Refuses the next tries for good, whatever their address: the library does not try these messages again.</summary>
    /// <param name="times">The number of tries, 1 or more. It is added to the number of tries that must still be refused.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is less than 1.</exception>
    public void RefuseNext(int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_gate)
        {
            _refusals += times;
        }
    }

    /// <summary>Refuses all messages to one address for good, like a mailbox that does not exist, until <see cref="Recover"/> is called.</summary>
    /// <param name="address">The address as <see cref="OutboundMessage.RevealAddress"/> returns it. The comparison is exact.</param>
    /// <exception cref="ArgumentException">The address is empty.</exception>
    public void RefuseAddress(string address)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        lock (_gate)
        {
            _refusedAddresses.Add(address);
        }
    }

    /// <summary>Ends all failures and refusals that were requested. Held tries stay held until <see cref="Release"/> is called.</summary>
    public void Recover()
    {
        lock (_gate)
        {
            (_failures, _refusals, _fails) = (0, 0, false);
            _refusedAddresses.Clear();
        }
    }

    /// <summary>
    /// Makes tries wait, like a slow provider, until <see cref="Release"/> is called or their token is
    /// cancelled. Whether a try succeeds is decided when it continues.
    /// </summary>
    public void Hold()
    {
        lock (_gate)
        {
            _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Lets every waiting try continue, and makes later tries not wait.</summary>
    public void Release()
    {
        TaskCompletionSource? held;
        lock (_gate)
        {
            (held, _held) = (_held, null);
        }

        held?.TrySetResult();
    }

    /// <summary>Clears <see cref="Sent"/> and <see cref="Tried"/>. Failures and refusals that were requested stay in force.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _sent.Clear();
            _tried.Clear();
        }
    }

    /// <summary>Returns the security code of the latest message to an address that contained a code.</summary>
    /// <param name="address">The address as <see cref="OutboundMessage.RevealAddress"/> returns it. The comparison is exact.</param>
    /// <returns>The security code in its displayed form; null if no code was sent to the address.</returns>
    /// <exception cref="ArgumentException">The address is empty.</exception>
    public string? LastCodeTo(string address)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        lock (_gate)
        {
            return _sent.FindLast(message => message.RevealAddress() == address && message.RevealCode() is not null)?.RevealCode();
        }
    }

    /// <summary>Waits until <see cref="Sent"/> contains a number of messages.</summary>
    /// <param name="count">The number of messages, 0 or more.</param>
    /// <param name="timeout">The longest time to wait, in real time.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>All messages that were sent: at least <paramref name="count"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="TimeoutException">Fewer messages were sent in this time.</exception>
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

    /// <summary>Returns only the numbers of messages, because messages contain addresses and codes.</summary>
    /// <returns>A text such as <c>Sent: 2, tried: 3</c>.</returns>
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
                throw new InvalidOperationException("The recording sender is configured to fail.");
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
