using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AccountRecovery;

internal sealed class SendCountTable : IEntityTypeConfiguration<SendCountRow>
{
    internal const string Name = "account_recovery_sends";

    internal const int ScopeLength = 320;

    public void Configure(EntityTypeBuilder<SendCountRow> builder)
    {
        builder.ToTable(Name);
        builder.HasKey(row => new { row.Scope, row.Since }).HasName("pk_account_recovery_sends");
        builder.Property(row => row.Scope).HasColumnName("scope").HasMaxLength(ScopeLength);
        builder.Property(row => row.Since).HasColumnName("since");
        builder.Property(row => row.Taken).HasColumnName("taken");
        builder.HasIndex(row => row.Since).HasDatabaseName("ix_account_recovery_sends_since");
    }
}
