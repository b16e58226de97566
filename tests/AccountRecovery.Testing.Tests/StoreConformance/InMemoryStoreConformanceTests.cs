using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>The library's store in memory, as a host gets it.</summary>
public sealed class InMemoryStoreConformanceTests : RecoveryStoreConformanceTests, IDisposable
{
    private readonly ServiceProvider _provider;

    public InMemoryStoreConformanceTests()
    {
        var services = new ServiceCollection();
        services.AddAccountRecovery(o => o.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() })).UseInMemoryStore();
        _provider = services.BuildServiceProvider();
    }

    protected override int Effort => FullRun.Or(1, 40);

    public void Dispose() => _provider.Dispose();

    protected override ValueTask<IRecoveryStore> OpenAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_provider.GetRequiredService<IRecoveryStore>());
}
