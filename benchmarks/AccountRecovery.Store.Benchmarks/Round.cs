using System.Security.Cryptography;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AccountRecovery;

/// <summary>What a worker does in its turns: for each of its accounts, one code after the other, two accounts at a time.</summary>
internal sealed class Round : IAsyncDisposable
{
    private const int Accounts = 20;
    private const int AtATime = 2;

    private readonly (AccountId Account, string[] Codes)[] _sets = [.. Enumerable.Range(0, Accounts).Select(_ => (Application.NewAccount(), Array.Empty<string>()))];
    private readonly Application _application;
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource _preparing;

    internal Round(Work work)
    {
        _application = new Application(work.RootKey, options => options.UseNpgsql(work.Connection));
        _source = NpgsqlDataSource.Create(work.Connection);
        _preparing = NpgsqlDataSource.Create(work.Connection + ";Max Auto Prepare=10");
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _source.DisposeAsync();
        await _preparing.DisposeAsync();
    }

    /// <summary>Every turn finds new sets, so that all work on rows alike.</summary>
    internal Task PrepareAsync() => Parallel.ForAsync(0, Accounts, async (i, _) => _sets[i].Codes = await _application.IssueAsync(_sets[i].Account));

    internal async Task<int> RunAsync(Mode mode)
    {
        int done = 0;
        await Parallel.ForEachAsync(_sets, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (set, _) =>
        {
            foreach (string code in set.Codes)
            {
                await (mode switch
                {
                    Mode.Library => _application.RedeemAsync(set.Account, code),
                    Mode.Store => ByStoreAsync(set.Account),
                    _ => ByHandAsync(mode is Mode.ByHandPrepared ? _preparing : _source, set.Account),
                });
                Interlocked.Increment(ref done);
            }
        });
        return done;
    }

    private async Task ByStoreAsync(AccountId account)
    {
        StoredRecord record = (await _application.Store.ReadAsync(account, CancellationToken.None))!;
        if (!await _application.Store.TryWriteAsync(account, record.Revision, record with { Revision = new Revision(NewRevision()) }, CancellationToken.None))
        {
            throw new InvalidOperationException("Nobody else writes here.");
        }
    }

    // As the store does: each statement on a connection of its own from the pool.
    private static async Task ByHandAsync(NpgsqlDataSource source, AccountId account)
    {
        long revision;
        byte[] bytes;
        await using (NpgsqlCommand read = source.CreateCommand("SELECT revision, due, sealed FROM account_recovery_records WHERE account = $1"))
        {
            read.Parameters.Add(new() { Value = account.ToBytes() });
            await using NpgsqlDataReader reader = await read.ExecuteReaderAsync();
            await reader.ReadAsync();
            (revision, bytes) = (reader.GetInt64(0), reader.GetFieldValue<byte[]>(2));
        }

        await using NpgsqlCommand write = source.CreateCommand(
            "UPDATE account_recovery_records SET revision = $1, due = $2, sealed = $3 WHERE account = $4 AND revision = $5");
        write.Parameters.Add(new() { Value = NewRevision() });
        write.Parameters.Add(new() { Value = DBNull.Value });
        write.Parameters.Add(new() { Value = bytes });
        write.Parameters.Add(new() { Value = account.ToBytes() });
        write.Parameters.Add(new() { Value = revision });
        if (await write.ExecuteNonQueryAsync() != 1)
        {
            throw new InvalidOperationException("Nobody else writes here.");
        }
    }

    private static long NewRevision() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
}
