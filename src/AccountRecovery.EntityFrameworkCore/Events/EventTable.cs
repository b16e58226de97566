using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AccountRecovery;

internal sealed class EventTable : IEntityTypeConfiguration<EventRow>
{
    internal const string Name = "account_recovery_events";

    private const int WordLength = 64;

    public void Configure(EntityTypeBuilder<EventRow> builder)
    {
        builder.ToTable(Name);
        builder.HasKey(row => row.Id).HasName("pk_account_recovery_events");
        builder.Property(row => row.Id).HasColumnName("id").HasMaxLength(16);
        builder.Property(row => row.Account).HasColumnName("account").HasMaxLength(AccountId.MaxBytes);
        builder.Property(row => row.Sequence).HasColumnName("sequence");
        builder.Property(row => row.At).HasColumnName("at");
        builder.Property(row => row.Kind).HasColumnName("kind").HasMaxLength(WordLength);
        builder.Property(row => row.KindNumber).HasColumnName("kind_number");
        builder.Property(row => row.Method).HasColumnName("method").HasMaxLength(WordLength);
        builder.Property(row => row.MethodNumber).HasColumnName("method_number");
        builder.Property(row => row.Count).HasColumnName("count");
        builder.Property(row => row.Remaining).HasColumnName("remaining");
        builder.Property(row => row.SetNumber).HasColumnName("set_number");
        builder.Property(row => row.Attested).HasColumnName("attested");
        builder.Property(row => row.Contact).HasColumnName("contact");
        builder.Property(row => row.Channel).HasColumnName("channel").HasMaxLength(WordLength);
        builder.Property(row => row.CorrelationId).HasColumnName("correlation_id").HasMaxLength(AuditText.MaxLength);
        builder.Property(row => row.Source).HasColumnName("source").HasMaxLength(AuditText.MaxLength);
        builder.Property(row => row.Device).HasColumnName("device").HasMaxLength(AuditText.MaxLength);
        builder.HasIndex(row => new { row.Account, row.At }).HasDatabaseName("ix_account_recovery_events_account");
        builder.HasIndex(row => row.At).HasDatabaseName("ix_account_recovery_events_at");
    }

    /// <summary>The statement that appends an event. It does not change an existing row.</summary>
    internal static FormattableString Insert(DbContext db, EventRow row) => FormattableStringFactory.Create(
        $$"""
        INSERT INTO {{db.TableOf<EventRow>()}}
        (id, account, sequence, at, kind, kind_number, method, method_number, count, remaining, set_number, attested, contact, channel, correlation_id, source, device)
        VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}, {12}, {13}, {14}, {15}, {16}) ON CONFLICT DO NOTHING
        """,
        row.Id,
        row.Account,
        row.Sequence,
        row.At,
        row.Kind,
        row.KindNumber,
        row.Method,
        row.MethodNumber,
        row.Count,
        row.Remaining,
        row.SetNumber,
        row.Attested,
        row.Contact,
        row.Channel,
        row.CorrelationId,
        row.Source,
        row.Device);
}
