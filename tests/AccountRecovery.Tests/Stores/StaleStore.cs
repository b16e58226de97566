using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Broken on purpose: reads from a replica that has stood still since it was told to.</summary>
internal sealed class StaleStore(IRecoveryStore inner) : StoreWrapper(inner)
{
    private readonly Dictionary<AccountId, StoredRecord?> _frozen = [];

    internal async Task FreezeAsync(AccountId account) => _frozen[account] = await Inner.ReadAsync(account, CancellationToken.None);

    public override ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken) =>
        _frozen.TryGetValue(account, out StoredRecord? old) ? ValueTask.FromResult(old) : Inner.ReadAsync(account, cancellationToken);
}
