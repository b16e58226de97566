using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>The suite that every store must pass, on one database for all its checks; each handle is an application of its own.</summary>
public abstract class StoreConformance(DatabaseFixture databases) : RecoveryStoreConformanceTests, IAsyncLifetime
{
    private readonly List<RecoveryApp> _apps = [];
    private string _database = string.Empty;

    protected override int Effort => FullRun.Or(1, 10);

    // Here and not in OpenAsync: the suite would take the skipping of a test for a fault of the store.
    public async ValueTask InitializeAsync() => _database = await databases.SharedAsync(GetType(), () => CreateAsync(databases));

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

    protected override ValueTask<IRecoveryStore> OpenAsync(CancellationToken cancellationToken)
    {
        RecoveryApp app = Open(_database);
        lock (_apps)
        {
            _apps.Add(app);
        }

        return ValueTask.FromResult(app.Store);
    }
}
