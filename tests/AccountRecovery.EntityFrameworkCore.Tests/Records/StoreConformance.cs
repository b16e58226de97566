using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>The suite that every store must pass, on one database for all its checks; each handle is an application of its own.</summary>
public abstract class StoreConformance(DatabaseFixture databases) : RecoveryStoreConformanceTests, IAsyncDisposable
{
    private readonly List<RecoveryApp> _apps = [];

    protected override int Effort => FullRun.Or(1, 10);

    public async ValueTask DisposeAsync()
    {
        foreach (RecoveryApp app in _apps)
        {
            await app.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the database with its tables.</summary>
    protected abstract Task<string> CreateAsync(DatabaseFixture databases);

    /// <summary>An application on it.</summary>
    private protected virtual RecoveryApp Open(string database) => RecoveryApp.On(database);

    protected override async ValueTask<IRecoveryStore> OpenAsync(CancellationToken ct)
    {
        string database = await databases.SharedAsync(GetType(), () => CreateAsync(databases));
        RecoveryApp app = Open(database);
        lock (_apps)
        {
            _apps.Add(app);
        }

        return app.Store;
    }
}
