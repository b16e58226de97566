using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace AccountRecovery;

/// <summary>Makes statements about one table fail now and then: before they are carried out, or after, as when the acknowledgement is lost.</summary>
/// <param name="table">The table.</param>
/// <param name="percent">How many of the moments before and after statements.</param>
/// <param name="passing">Whether some of the faults are such as pass, and are tried again at once; otherwise none is.</param>
internal sealed class FailingStatements(string table, int percent, bool passing = true) : DbCommandInterceptor
{
    private int _passes;
    private int _failed;

    internal int Failed => Volatile.Read(ref _failed);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        MayFail(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        MayFail(command);
        return ValueTask.FromResult(result);
    }

    private void MayFail(DbCommand command)
    {
        if (!command.CommandText.Contains(table, StringComparison.Ordinal))
        {
            return;
        }

        // Evenly, so that it is known how many fail.
        int passes = Interlocked.Increment(ref _passes);
        if (passes * percent / 100 == (passes - 1) * percent / 100)
        {
            return;
        }

        int failed = Interlocked.Increment(ref _failed);
        throw (passing ? failed % 4 : -1) switch
        {
            0 => new NpgsqlException("The connection was lost.", new IOException("Broken pipe.")),
            1 => new PostgresException("could not serialize access", "ERROR", "ERROR", "40001"),
            2 => new SqliteException("database is locked", 5),
            _ => new IOException("Something else went wrong."),
        };
    }
}
