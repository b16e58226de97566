using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace AccountRecovery;

/// <summary>The model after the last migration. For every provider, a test compares it with the model in use.</summary>
[DbContext(typeof(RecoveryDbContext))]
internal sealed class RecoverySnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity("AccountRecovery.RecordRow", row =>
        {
            row.Property<byte[]>("Account").HasMaxLength(256).HasColumnName("account");
            row.Property<long>("Revision").HasColumnName("revision");
            row.Property<long?>("Due").HasColumnName("due");
            row.Property<byte[]>("Sealed").IsRequired().HasColumnName("sealed");
            row.HasKey("Account").HasName("pk_account_recovery_records");
            row.HasIndex("Due", "Account").HasDatabaseName("ix_account_recovery_records_due");
            row.ToTable("account_recovery_records");
        });
        modelBuilder.Entity("AccountRecovery.EventRow", row =>
        {
            row.Property<byte[]>("Id").HasMaxLength(16).HasColumnName("id");
            row.Property<byte[]>("Account").IsRequired().HasMaxLength(256).HasColumnName("account");
            row.Property<long>("Sequence").HasColumnName("sequence");
            row.Property<long>("At").HasColumnName("at");
            row.Property<string>("Kind").IsRequired().HasMaxLength(64).HasColumnName("kind");
            row.Property<int>("KindNumber").HasColumnName("kind_number");
            row.Property<string>("Method").IsRequired().HasMaxLength(64).HasColumnName("method");
            row.Property<int>("MethodNumber").HasColumnName("method_number");
            row.Property<int>("Count").HasColumnName("count");
            row.Property<int?>("Remaining").HasColumnName("remaining");
            row.Property<int?>("SetNumber").HasColumnName("set_number");
            row.Property<bool>("Attested").HasColumnName("attested");
            row.Property<int?>("Contact").HasColumnName("contact");
            row.Property<string>("Channel").HasMaxLength(64).HasColumnName("channel");
            row.Property<string>("CorrelationId").HasMaxLength(64).HasColumnName("correlation_id");
            row.Property<string>("Source").HasMaxLength(64).HasColumnName("source");
            row.Property<string>("Device").HasMaxLength(64).HasColumnName("device");
            row.HasKey("Id").HasName("pk_account_recovery_events");
            row.HasIndex("Account", "At").HasDatabaseName("ix_account_recovery_events_account");
            row.HasIndex("At").HasDatabaseName("ix_account_recovery_events_at");
            row.ToTable("account_recovery_events");
        });
        modelBuilder.Entity("AccountRecovery.SendCountRow", row =>
        {
            row.Property<string>("Scope").HasMaxLength(320).HasColumnName("scope");
            row.Property<long>("Since").HasColumnName("since");
            row.Property<int>("Taken").HasColumnName("taken");
            row.HasKey("Scope", "Since").HasName("pk_account_recovery_sends");
            row.HasIndex("Since").HasDatabaseName("ix_account_recovery_sends_since");
            row.ToTable("account_recovery_sends");
        });
    }
}
