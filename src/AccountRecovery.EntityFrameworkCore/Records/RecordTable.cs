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
}
