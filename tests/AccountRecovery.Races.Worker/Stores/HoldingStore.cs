using AccountRecovery.Ports;

namespace AccountRecovery.Races;

/// <summary>Holds each write of some accounts until a file is there, so that there is work left when something happens to the others.</summary>
internal sealed class HoldingStore(IRecoveryStore inner, string untilThereIs) : StoreWrapper(inner)
{
    /// <summary>What the names of these accounts begin with.</summary>
    internal const string Held = "held-";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (expected is not null && account.Value.StartsWith(Held, StringComparison.Ordinal) && !File.Exists(untilThereIs))
        {
            await Task.Delay(1, patience.Token);
        }

        return await Inner.TryWriteAsync(account, expected, next, cancellationToken);
    }
}
