using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AccountRecovery;

/// <summary>Creates the table of records. The provider chooses the column types, so that one migration works for every database.</summary>
[DbContext(typeof(RecoveryDbContext))]
[Migration(Id)]
internal sealed class RecordsMigration : Migration
{
    internal const string Id = "0001_records";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "account_recovery_records",
            table => new
            {
                account = table.Column<byte[]>(maxLength: 256),
                revision = table.Column<long>(),
                due = table.Column<long>(nullable: true),
                @sealed = table.Column<byte[]>(),
            },
            constraints: table => table.PrimaryKey("pk_account_recovery_records", row => row.account));
        migrationBuilder.CreateIndex("ix_account_recovery_records_due", "account_recovery_records", ["due", "account"]);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("account_recovery_records");
}
