using System.Data.Common;
using AccountRecovery.Ports;
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

    internal static RecordStatement Read(DbContext db) => new(
        db,
        $"SELECT revision, due, sealed FROM {db.TableOf<RecordRow>()} WHERE account = {{0}}",
        nameof(RecordRow.Account));

    /// <summary>Converts a row of <see cref="Read"/> to a record.</summary>
    internal static StoredRecord Stored(DbDataReader row) => new(
        new Revision(row.GetInt64(0)),
        row.IsDBNull(1) ? null : StoredInstant.ToInstant(row.GetInt64(1)),
        row.GetFieldValue<byte[]>(2));

    /// <summary>The statement that inserts a row if the account has none. It does not change an existing row.</summary>
    internal static RecordStatement Insert(DbContext db) => new(
        db,
        $"INSERT INTO {db.TableOf<RecordRow>()} (account, revision, due, sealed) VALUES ({{0}}, {{1}}, {{2}}, {{3}}) ON CONFLICT DO NOTHING",
        nameof(RecordRow.Account),
        nameof(RecordRow.Revision),
        nameof(RecordRow.Due),
        nameof(RecordRow.Sealed));

    /// <summary>The statement of the guarded write.</summary>
    internal static RecordStatement Update(DbContext db) => new(
        db,
        $"UPDATE {db.TableOf<RecordRow>()} SET revision = {{0}}, due = {{1}}, sealed = {{2}} WHERE account = {{3}} AND revision = {{4}}",
        nameof(RecordRow.Revision),
        nameof(RecordRow.Due),
        nameof(RecordRow.Sealed),
        nameof(RecordRow.Account),
        nameof(RecordRow.Revision));
}
