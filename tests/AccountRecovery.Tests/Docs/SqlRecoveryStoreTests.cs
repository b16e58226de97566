using AccountRecovery.Ports;

namespace AccountRecovery;

public sealed class SqlRecoveryStoreTests(TemporaryDatabase file) : RecoveryStoreConformanceTests, IClassFixture<TemporaryDatabase>
{
    protected override ValueTask<IRecoveryStore> OpenAsync(CancellationToken ct) => new(new SqlRecoveryStore(file.Database));
}
