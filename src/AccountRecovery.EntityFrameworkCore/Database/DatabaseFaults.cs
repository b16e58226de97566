using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AccountRecovery;

/// <summary>Tells the faults that pass from those that stay.</summary>
internal static class DatabaseFaults
{
    // SQLITE_BUSY and SQLITE_LOCKED (sqlite.org/rescode.html): another connection writes.
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    // SQLITE_ERROR is all it says about an unknown table.
    private const int SqliteError = 1;

    private const string UndefinedTable = "42P01";

    // PostgreSQL, appendix A: serialization_failure, deadlock_detected, lock_not_available.
    private static readonly string[] RefusedStates = ["40001", "40P01", "55P03"];

    internal static FaultKind KindOf(Exception fault) => Met(fault) is { } met ? KindOf(met) : FaultKind.Lasting;

    /// <summary>Whether the database or the way to it is at fault, and not how it was set up for this library.</summary>
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

    // EF Core and providers wrap what the driver threw.
    private static DbException? Met(Exception? fault)
    {
        while (fault is not null and not DbException)
        {
            fault = fault.InnerException;
        }

        return fault as DbException;
    }

    // Class 08 is about connections, class 57 about a server that shuts down.
    private static bool IsOfConnection(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal);
}
