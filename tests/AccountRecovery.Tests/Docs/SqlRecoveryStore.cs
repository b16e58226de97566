using System.Data.Common;
using System.Transactions;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

#pragma warning disable CA2100 // Every statement is a text of this class; what callers give are parameters.

public sealed class SqlRecoveryStore(DbDataSource database) : IRecoveryStore
{
    public const string Schema = """
        create table if not exists recovery_records (
            account  blob   not null primary key,
            revision bigint not null,
            due      bigint null,
            sealed   blob   not null);
        create index if not exists recovery_records_due on recovery_records (due, account) where due is not null;
        """;

    public ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken) => RunAsync(
        "select revision, due, sealed from recovery_records where account = @account",
        [("@account", account.ToBytes())],
        async command =>
        {
            await using DbDataReader row = await command.ExecuteReaderAsync(cancellationToken);
            return await row.ReadAsync(cancellationToken)
                ? new StoredRecord(new Revision((long)row["revision"]), row["due"] is long due ? Instant(due) : null, (byte[])row["sealed"])
                : null;
        },
        cancellationToken);

    public async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) => await ChangeAsync(
        expected is null
            ? "insert into recovery_records (account, revision, due, sealed) values (@account, @next, @due, @sealed) on conflict do nothing"
            : "update recovery_records set revision = @next, due = @due, sealed = @sealed where account = @account and revision = @expected",
        [
            ("@account", account.ToBytes()), ("@expected", expected?.Value), ("@next", next.Revision.Value),
            ("@due", next.Due is { } due ? Microseconds(due) : null), ("@sealed", next.Sealed.ToArray()),
        ],
        cancellationToken);

    public async ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken) => await ChangeAsync(
        "delete from recovery_records where account = @account and revision = @expected",
        [("@account", account.ToBytes()), ("@expected", expected.Value)],
        cancellationToken);

    public ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken cancellationToken) => RunAsync<IReadOnlyList<DueAccount>>(
        "select due, account from recovery_records where due <= @now and (due, account) > (@due, @account) order by due, account limit @max",
        [
            ("@now", Microseconds(now)), ("@max", max),
            ("@due", after is { } passed ? Microseconds(passed.Due) : long.MinValue), ("@account", after?.Account.ToBytes() ?? []),
        ],
        async command =>
        {
            List<DueAccount> page = [];
            await using DbDataReader row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                page.Add(new DueAccount(Instant((long)row["due"]), AccountId.FromBytes((byte[])row["account"])));
            }

            return page;
        },
        cancellationToken);

    // Once the statement is sent it is carried through: the token ends at the opening of the connection.
    private async Task<bool> ChangeAsync(string sql, (string Name, object? Value)[] parameters, CancellationToken cancellationToken) =>
        await RunAsync(sql, parameters, async command => await command.ExecuteNonQueryAsync(CancellationToken.None), cancellationToken) == 1;

    private async ValueTask<T> RunAsync<T>(string sql, (string Name, object? Value)[] parameters, Func<DbCommand, Task<T>> run, CancellationToken cancellationToken)
    {
        // A connection of its own, outside the host's transaction: who rolls back must not un-count a wrong guess.
        using var outside = new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        await using DbConnection connection = await database.OpenConnectionAsync(cancellationToken);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters)
        {
            DbParameter parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return await run(command);
    }

    private static long Microseconds(Instant instant) => instant.ToUnixTimeTicks() / 10;

    private static Instant Instant(long microseconds) => NodaTime.Instant.FromUnixTimeTicks(microseconds * 10);
}
