using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AccountRecovery;

/// <summary>The audit table tells which contact an event is about, and by which channel a message went.</summary>
/// <remarks>Both may be null, so that an application of an older version goes on writing its rows.</remarks>
[DbContext(typeof(RecoveryDbContext))]
[Migration(Id)]
internal sealed class EventContactsMigration : Migration
{
    internal const string Id = "0003_event_contacts";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>("contact", "account_recovery_events", nullable: true);
        migrationBuilder.AddColumn<string>("channel", "account_recovery_events", maxLength: 64, nullable: true);
    }

    // As SQL: for SQLite EF Core would make the whole table anew.
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("ALTER TABLE account_recovery_events DROP COLUMN channel;");
        migrationBuilder.Sql("ALTER TABLE account_recovery_events DROP COLUMN contact;");
    }
}
