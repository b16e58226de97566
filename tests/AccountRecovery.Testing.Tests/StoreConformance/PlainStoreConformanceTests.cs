using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>The store that the broken ones are made from, with both optional ports: what they fail, it passes.</summary>
public sealed class PlainStoreConformanceTests : RecoveryStoreConformanceTests
{
    private readonly PlainStore _store = new();

    protected override ValueTask<IRecoveryStore> OpenAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IRecoveryStore>(_store);
}
