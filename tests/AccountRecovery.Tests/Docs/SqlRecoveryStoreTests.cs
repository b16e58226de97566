using AccountRecovery.Ports;

namespace AccountRecovery;

[Trait("Category", "Slow")]
public sealed class SqlRecoveryStoreTests(TemporaryDatabase file) : RecoveryStoreConformanceTests, IClassFixture<TemporaryDatabase>
{
    protected override ValueTask<IRecoveryStore> OpenAsync(CancellationToken cancellationToken) => new(new SqlRecoveryStore(file.Database));
}
