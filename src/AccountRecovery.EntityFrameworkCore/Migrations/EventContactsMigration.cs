using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AccountRecovery;

/// <summary>Adds to the audit table the contact that an event is about, and the channel of a message.</summary>
/// <remarks>Both columns may be null, so that an older version of the application can still write rows.</remarks>
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

    // The migration uses SQL, because for SQLite, EF Core would rebuild the whole table.
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("ALTER TABLE account_recovery_events DROP COLUMN channel;");
        migrationBuilder.Sql("ALTER TABLE account_recovery_events DROP COLUMN contact;");
    }
}
