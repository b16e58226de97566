using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AccountRecovery;

/// <summary>A store with many accounts under an old root key, and applications that have either key or both.</summary>
internal sealed class WalkedStore : IAsyncDisposable
{
    private static readonly AccountRecord Like = GoldenRecord.Newer with { Latest = TestHost.Start };

    private readonly List<TestHost> _hosts = [];

    internal WalkedStore(IRecoveryStore? store = null)
    {
        Store = store ?? InMemory.Store();
        Old = Host(OldKey);
        Both = Host(NewKey, OldKey);
        New = Host(NewKey);
    }

    internal RootKey OldKey { get; } = RootKey.Generate();

    internal RootKey NewKey { get; } = RootKey.Generate();

    internal IRecoveryStore Store { get; }

    internal LogSpy Log { get; } = new();

    /// <summary>Before the rotation.</summary>
    internal TestHost Old { get; }

    /// <summary>During the rotation: the new key is active, the old one opens.</summary>
    internal TestHost Both { get; }

    /// <summary>After the rotation.</summary>
    internal TestHost New { get; }

    internal static AccountId Account(int number) => new(FormattableString.Invariant($"account-{number:D6}"));

    internal TestHost Host(RootKey active, params RootKey[] openOnly)
    {
        var host = new TestHost(
            options =>
            {
                foreach (RootKey key in openOnly)
                {
                    options.RootKeys.Add(new RootKeyOptions { Key = key.Reveal(), Use = RootKeyUse.OpenOnly });
                }
            },
            Store,
            rootKey: active,
            services: services => services.AddSingleton<ILoggerFactory>(Log));
        _hosts.Add(host);
        return host;
    }

    /// <summary>Accounts with a full record each, sealed by the one or the other application; nothing in them is due.</summary>
    internal async Task<AccountId[]> FillAsync(int accounts, Func<int, bool>? isNew = null)
    {
        AccountId[] all = [.. Enumerable.Range(0, accounts).Select(Account)];
        for (int i = 0; i < accounts; i++)
        {
            await (isNew?.Invoke(i) == true ? New : Old).PutAsync(Like with { Secret = RecordSecret.Generate() }, all[i]);
        }

        return all;
    }

    internal async Task<StoredRecord?[]> ReadAllAsync(IEnumerable<AccountId> accounts)
    {
        var read = new List<StoredRecord?>();
        foreach (AccountId account in accounts)
        {
            read.Add(await Store.ReadAsync(account, CancellationToken.None));
        }

        return [.. read];
    }

    /// <summary>The fields of a record, but for the instant at which it was last decided on.</summary>
    internal static async Task<byte[]> FieldsAsync(TestHost host, AccountId account) =>
        Records.Fields((await host.OpenAsync(account))! with { Latest = TestHost.Start });

    internal static async Task<List<KeyRotationStep>> ToListAsync(IAsyncEnumerable<KeyRotationStep> walk)
    {
        var steps = new List<KeyRotationStep>();
        await foreach (KeyRotationStep step in walk)
        {
            steps.Add(step);
        }

        return steps;
    }

    /// <summary>Another state of the account, as an application would seal it.</summary>
    internal static StoredRecord Sealed(TestHost host, AccountId account)
    {
        AccountRecord record = Like with { Secret = RecordSecret.Generate() };
        return new StoredRecord(new Revision(7), record.Due, host.Provider.GetRequiredService<RecordSealer>().Seal(account, record));
    }

    internal async Task BreakAsync(AccountId account, Action<byte[]> alter)
    {
        byte[] altered = (await Store.ReadAsync(account, default))!.Sealed.ToArray();
        alter(altered);
        await ReplaceAsync(account, altered);
    }

    internal async Task ReplaceAsync(AccountId account, ReadOnlyMemory<byte> bytes)
    {
        StoredRecord stored = (await Store.ReadAsync(account, default))!;
        Assert.True(await Store.TryWriteAsync(account, stored.Revision, stored with { Sealed = bytes }, default));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (TestHost host in _hosts)
        {
            await host.DisposeAsync();
        }

        Log.Dispose();
    }
}
