using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AccountRecovery;

/// <summary>Creates the audit table and the table of counters of the shared send budget.</summary>
[DbContext(typeof(RecoveryDbContext))]
[Migration(Id)]
internal sealed class EventsAndSendsMigration : Migration
{
    internal const string Id = "0002_events_and_sends";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "account_recovery_events",
            table => new
            {
                id = table.Column<byte[]>(maxLength: 16),
                account = table.Column<byte[]>(maxLength: 256),
                sequence = table.Column<long>(),
                at = table.Column<long>(),
                kind = table.Column<string>(maxLength: 64),
                kind_number = table.Column<int>(),
                method = table.Column<string>(maxLength: 64),
                method_number = table.Column<int>(),
                count = table.Column<int>(),
                remaining = table.Column<int>(nullable: true),
                set_number = table.Column<int>(nullable: true),
                attested = table.Column<bool>(),
                correlation_id = table.Column<string>(maxLength: 64, nullable: true),
                source = table.Column<string>(maxLength: 64, nullable: true),
                device = table.Column<string>(maxLength: 64, nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_account_recovery_events", row => row.id));
        migrationBuilder.CreateIndex("ix_account_recovery_events_account", "account_recovery_events", ["account", "at"]);
        migrationBuilder.CreateIndex("ix_account_recovery_events_at", "account_recovery_events", "at");

        migrationBuilder.CreateTable(
            "account_recovery_sends",
            table => new
            {
                scope = table.Column<string>(maxLength: 320),
                since = table.Column<long>(),
                taken = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_account_recovery_sends", row => new { row.scope, row.since }));
        migrationBuilder.CreateIndex("ix_account_recovery_sends_since", "account_recovery_sends", "since");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("account_recovery_sends");
        migrationBuilder.DropTable("account_recovery_events");
    }
}
