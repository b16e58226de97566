using System.Runtime.CompilerServices;
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

    /// <summary>The statement that adds one to a counter, or changes no row if the counter is full. Checking and counting are one step.</summary>
    internal static FormattableString Take(DbContext db, SendClaim claim) => FormattableStringFactory.Create(
        $$"""
        INSERT INTO {{db.TableOf<SendCountRow>()}} AS counter (scope, since, taken) VALUES ({0}, {1}, 1)
        ON CONFLICT (scope, since) DO UPDATE SET taken = counter.taken + 1 WHERE counter.taken < {2}
        """,
        claim.Scope,
        claim.Since,
        claim.Most);
}
