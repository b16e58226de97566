using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AccountRecovery;

/// <summary>Asks the database, once, how it finds what is due: the statement that the library has just sent, explained.</summary>
internal sealed class PlanSpy : DbCommandInterceptor
{
    internal string? Plan { get; set; }

    [SuppressMessage("Security", "CA2100", Justification = "The library's own statement.")]
    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (Plan is null && command.CommandText.Contains("account_recovery_records", StringComparison.Ordinal) && command.CommandText.Contains("ORDER BY", StringComparison.Ordinal))
        {
            await using DbCommand explain = command.Connection!.CreateCommand();
            explain.CommandText = (command is SqliteCommand ? "EXPLAIN QUERY PLAN " : "EXPLAIN (ANALYZE, BUFFERS) ") + command.CommandText;
            foreach (DbParameter parameter in command.Parameters)
            {
                DbParameter copy = explain.CreateParameter();
                (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
                explain.Parameters.Add(copy);
            }

            var lines = new List<string>();
            await using DbDataReader reader = await explain.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                lines.Add(reader.GetString(reader.FieldCount - 1));
            }

            Plan = string.Join('\n', lines);
        }

        return result;
    }
}
