using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AccountRecovery;

/// <summary>Distinguishes temporary faults of the database from lasting faults.</summary>
internal static class DatabaseFaults
{
    // SQLITE_BUSY and SQLITE_LOCKED (sqlite.org/rescode.html): another connection is writing.
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    // For an unknown table, SQLite has no code more specific than SQLITE_ERROR.
    private const int SqliteError = 1;

    private const string UndefinedTable = "42P01";

    // PostgreSQL, appendix A: serialization_failure, deadlock_detected, lock_not_available.
    private static readonly string[] RefusedStates = ["40001", "40P01", "55P03"];

    internal static FaultKind KindOf(Exception fault) => Met(fault) is { } met ? KindOf(met) : FaultKind.Lasting;

    /// <summary>Whether the cause is the database or the connection to the database, and not missing tables of this library.</summary>
    internal static bool IsOfDatabase(Exception fault) => Met(fault) is not null && !IsMissingTable(fault);

    internal static bool IsMissingTable(Exception fault) => Met(fault) is SqliteException { SqliteErrorCode: SqliteError } or { SqlState: UndefinedTable };

    private static FaultKind KindOf(DbException fault) => fault switch
    {
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => FaultKind.Refused,
        { SqlState: { } state } when RefusedStates.Contains(state, StringComparer.Ordinal) => FaultKind.Refused,
        { IsTransient: true } => FaultKind.InDoubt,
        { SqlState: { } state } when IsOfConnection(state) => FaultKind.InDoubt,
        _ => FaultKind.Lasting,
    };

    // EF Core and the providers wrap the exception of the driver.
    private static DbException? Met(Exception? fault)
    {
        while (fault is not null and not DbException)
        {
            fault = fault.InnerException;
        }

        return fault as DbException;
    }

    // Class 08 contains errors of the connection, and 57P errors of a server that shuts down.
    private static bool IsOfConnection(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal);
}
