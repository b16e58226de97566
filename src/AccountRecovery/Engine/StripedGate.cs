using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>Lets one call of this process at a time decide on an account, so that many calls at once do not lose most of their commits to conflicts.</summary>
/// <remarks>Only the store's guarded write stops other processes. Two accounts may share a stripe; no slow work is done while a stripe is held.</remarks>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore holds nothing to dispose of as long as its wait handle is not used.")]
internal sealed class StripedGate
{
    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1, 1))];

    internal async ValueTask<Pass> EnterAsync(AccountId account, CancellationToken cancellationToken)
    {
        SemaphoreSlim stripe = _stripes[unchecked((uint)account.GetHashCode()) % (uint)_stripes.Length];
        await stripe.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Pass(stripe);
    }

    /// <summary>The right to decide. Dispose of it once.</summary>
    internal readonly struct Pass(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
