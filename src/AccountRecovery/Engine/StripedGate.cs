using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>Lets one call at a time of this process decide on an account, so that a flood on it does not lose every other commit to a conflict.</summary>
/// <remarks>Other processes are held off by the store's guarded write alone. Two accounts may share a stripe; nothing slow happens in one.</remarks>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose.")]
internal sealed class StripedGate
{
    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1, 1))];

    internal async ValueTask<Pass> EnterAsync(AccountId account, CancellationToken cancellationToken)
    {
        SemaphoreSlim stripe = _stripes[unchecked((uint)account.GetHashCode()) % (uint)_stripes.Length];
        await stripe.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Pass(stripe);
    }

    /// <summary>The right to decide; dispose it once.</summary>
    internal readonly struct Pass(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
