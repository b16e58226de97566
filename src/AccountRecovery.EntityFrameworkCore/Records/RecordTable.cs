using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AccountRecovery;

internal sealed class RecordTable : IEntityTypeConfiguration<RecordRow>
{
    internal const string Name = "account_recovery_records";

    public void Configure(EntityTypeBuilder<RecordRow> builder)
    {
        builder.ToTable(Name);
        builder.HasKey(row => row.Account).HasName("pk_account_recovery_records");
        builder.Property(row => row.Account).HasColumnName("account").HasMaxLength(AccountId.MaxBytes);
        builder.Property(row => row.Revision).HasColumnName("revision");
        builder.Property(row => row.Due).HasColumnName("due");
        builder.Property(row => row.Sealed).HasColumnName("sealed");
        builder.HasIndex(row => new { row.Due, row.Account }).HasDatabaseName("ix_account_recovery_records_due");
    }

    /// <summary>The statement that makes a row where there is none; it leaves one that is there alone.</summary>
    internal static string Insert(DbContext db) =>
        $"INSERT INTO {db.TableOf<RecordRow>()} (account, revision, due, sealed) VALUES ({{0}}, {{1}}, {{2}}, {{3}}) ON CONFLICT DO NOTHING";

    /// <summary>The guarded write. <c>ExecuteUpdate</c> would send the same, but takes longer to make it than the server takes to run it.</summary>
    internal static string Update(DbContext db) =>
        $"UPDATE {db.TableOf<RecordRow>()} SET revision = {{0}}, due = {{1}}, sealed = {{2}} WHERE account = {{3}} AND revision = {{4}}";
}
