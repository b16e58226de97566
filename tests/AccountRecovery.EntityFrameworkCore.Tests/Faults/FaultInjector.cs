using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace AccountRecovery;

/// <summary>Throws where it is told to: before a statement, or once it has been carried out, when the reply is lost.</summary>
internal sealed class FaultInjector : DbCommandInterceptor
{
    private int _statements;

    /// <summary>Asked at each statement about records, before it and after it; throws to strike.</summary>
    internal Func<Moment, DbCommand, Task>? At { get; set; }

    internal enum Moment
    {
        Before,
        After,
    }

    /// <summary>How many statements about records have begun.</summary>
    internal int Statements => Volatile.Read(ref _statements);

    /// <summary>The connection is gone; nobody knows whether the statement was carried out.</summary>
    internal static Exception LostConnection() => new NpgsqlException("The connection was lost.", new IOException("Told to."));

    /// <summary>The database did nothing and says so.</summary>
    internal static Exception Refusal(int which) => which switch
    {
        0 => new PostgresException("could not serialize access", "ERROR", "ERROR", "40001"),
        1 => new PostgresException("deadlock detected", "ERROR", "ERROR", "40P01"),
        _ => new SqliteException("database is locked", 5),
    };

    /// <summary>Strikes at the first statement that begins with a word, and no more.</summary>
    internal void Once(string word, Moment moment, Func<Task<Exception>> strike)
    {
        int passes = 0;
        At = async (at, command) =>
        {
            if (at == moment && command.CommandText.StartsWith(word, StringComparison.Ordinal) && Interlocked.Increment(ref passes) == 1)
            {
                throw await strike();
            }
        };
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await PassAsync(Moment.Before, command);
        return result;
    }

    public override async ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        await PassAsync(Moment.After, command);
        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await PassAsync(Moment.Before, command);
        return result;
    }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        try
        {
            await PassAsync(Moment.After, command);
            return result;
        }
        catch
        {
            await result.DisposeAsync();
            throw;
        }
    }

    private async Task PassAsync(Moment moment, DbCommand command)
    {
        if (command.CommandText.Contains(RecordTable.Name, StringComparison.Ordinal) && !command.CommandText.Contains("CREATE", StringComparison.Ordinal))
        {
            Interlocked.Add(ref _statements, moment == Moment.Before ? 1 : 0);
            await (At?.Invoke(moment, command) ?? Task.CompletedTask);
        }
    }
}
