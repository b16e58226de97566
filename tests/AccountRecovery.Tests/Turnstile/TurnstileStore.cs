using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Parks each call of one racer until the schedule lets it go.</summary>
internal sealed class TurnstileStore(IRecoveryStore inner, Racer racer) : StoreWrapper(inner)
{
    public override async ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken ct)
    {
        await racer.PassAsync("reads").ConfigureAwait(false);
        return await Inner.ReadAsync(account, ct).ConfigureAwait(false);
    }

    public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken ct)
    {
        await racer.PassAsync("writes").ConfigureAwait(false);
        return await Inner.TryWriteAsync(account, expected, next, ct).ConfigureAwait(false);
    }

    public override async ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken ct)
    {
        await racer.PassAsync("deletes").ConfigureAwait(false);
        return await Inner.TryDeleteAsync(account, expected, ct).ConfigureAwait(false);
    }

    public override async ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken ct)
    {
        await racer.PassAsync("lists").ConfigureAwait(false);
        return await Inner.ListDueAsync(now, after, max, ct).ConfigureAwait(false);
    }

    public override async ValueTask<IReadOnlyList<AccountId>> ListAsync(AccountId? after, int max, CancellationToken ct)
    {
        await racer.PassAsync("lists").ConfigureAwait(false);
        return await base.ListAsync(after, max, ct).ConfigureAwait(false);
    }
}
