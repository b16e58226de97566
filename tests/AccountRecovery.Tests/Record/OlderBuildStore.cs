using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>A store as an older build sees it: it reads what it does not know as such, and writes that back. The due instant it computes itself.</summary>
internal sealed class OlderBuildStore(IRecoveryStore inner, OlderBuild build, RecordSealer sealer) : StoreWrapper(inner)
{
    public override async ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken) =>
        await Inner.ReadAsync(account, cancellationToken) is { } stored ? stored with { Sealed = sealer.Seal(account, build.Open(sealer.Open(account, stored.Sealed.Span))) } : null;

    public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) =>
        Inner.TryWriteAsync(account, expected, next with { Sealed = sealer.Seal(account, build.Close(sealer.Open(account, next.Sealed.Span))) }, cancellationToken);
}
