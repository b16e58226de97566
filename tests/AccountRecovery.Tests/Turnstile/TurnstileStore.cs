using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Parks each call of one racer until the schedule lets it go.</summary>
internal sealed class TurnstileStore(IRecoveryStore inner, Racer racer) : StoreWrapper(inner)
{
    public override async ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        await racer.PassAsync("reads").ConfigureAwait(false);
        return await Inner.ReadAsync(account, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        await racer.PassAsync("writes").ConfigureAwait(false);
        return await Inner.TryWriteAsync(account, expected, next, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken)
    {
        await racer.PassAsync("deletes").ConfigureAwait(false);
        return await Inner.TryDeleteAsync(account, expected, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken cancellationToken)
    {
        await racer.PassAsync("lists").ConfigureAwait(false);
        return await Inner.ListDueAsync(now, after, max, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask<IReadOnlyList<AccountId>> ListAsync(AccountId? after, int max, CancellationToken cancellationToken)
    {
        await racer.PassAsync("lists").ConfigureAwait(false);
        return await base.ListAsync(after, max, cancellationToken).ConfigureAwait(false);
    }
}
