using System.Security.Cryptography;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AccountRecovery;

/// <summary>What a worker does in one mode: for each account, one code after the other, two accounts at a time.</summary>
internal sealed class Round : IAsyncDisposable
{
    private const int AtATime = 2;

    private readonly Work _work;
    private readonly Application _application;
    private readonly NpgsqlDataSource _source;

    internal Round(Work work)
    {
        _work = work;
        _application = new Application(work.RootKey, options => options.UseNpgsql(work.Connection));
        _source = NpgsqlDataSource.Create(work.Connection + (work.Mode == Mode.ByHandPrepared ? ";Max Auto Prepare=10" : string.Empty));
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _source.DisposeAsync();
    }

    internal async Task WarmUpAsync(int times)
    {
        for (int i = 0; i < times; i++)
        {
            var account = new AccountId(_work.Items[i % _work.Items.Length].Account);
            await (_work.Mode is Mode.ByHand or Mode.ByHandPrepared ? ByHandAsync(account) : ByStoreAsync(account));
        }
    }

    internal async Task<int> RunAsync()
    {
        int done = 0;
        await Parallel.ForEachAsync(_work.Items, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (item, _) =>
        {
            var account = new AccountId(item.Account);
            for (int i = 0; i < Application.CodesEach; i++)
            {
                await (_work.Mode switch
                {
                    Mode.Library => _application.RedeemAsync(account, item.Codes[i]),
                    Mode.Store => ByStoreAsync(account),
                    _ => ByHandAsync(account),
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
    private async Task ByHandAsync(AccountId account)
    {
        long revision;
        byte[] bytes;
        await using (NpgsqlCommand read = _source.CreateCommand("SELECT revision, due, sealed FROM account_recovery_records WHERE account = $1"))
        {
            read.Parameters.Add(new() { Value = account.ToBytes() });
            await using NpgsqlDataReader reader = await read.ExecuteReaderAsync();
            await reader.ReadAsync();
            (revision, bytes) = (reader.GetInt64(0), reader.GetFieldValue<byte[]>(2));
        }

        await using NpgsqlCommand write = _source.CreateCommand(
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
