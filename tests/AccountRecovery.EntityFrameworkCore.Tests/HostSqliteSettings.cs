using System.Data.Common;
using AccountRecovery.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AccountRecovery;

/// <summary>What a host says to its own SQLite connections.</summary>
internal sealed class HostSqliteSettings(string pragma) : DbConnectionInterceptor
{
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
        connection is SqliteConnection ? connection.ExecuteAsync(pragma) : Task.CompletedTask;
}
