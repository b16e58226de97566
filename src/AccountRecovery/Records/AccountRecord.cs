using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>Everything about one account's recovery, as one immutable value: what the rules decide on and what is sealed.</summary>
/// <param name="Secret">The record's own secret.</param>
/// <param name="Epoch">Raised to void tickets; never lowered. A new record takes it from the clock, so that it is above any erased one's.</param>
/// <param name="Latest">The latest instant at which anything was decided; time never runs back from here.</param>
internal sealed record AccountRecord(RecordSecret Secret, long Epoch, Instant Latest)
{
    internal BackupCodePart BackupCodes { get; init; } = BackupCodePart.None;

    internal SavedCodeSlot RecoveryCode { get; init; } = SavedCodeSlot.Empty;

    internal RecoveryKeyPart RecoveryKey { get; init; } = RecoveryKeyPart.None;

    internal AccessPart Access { get; init; } = AccessPart.None;

    internal EventQueue Events { get; init; } = EventQueue.Empty;

    internal ImmutableArray<Receipt> Receipts { get; init; } = [];

    /// <summary>When the host erased what was here; then the record holds that event alone, and reads as absent.</summary>
    internal Instant? ErasedAt { get; init; }

    internal bool IsErased => ErasedAt is not null;

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>First instant at which the record has work to do without being asked (inclusive).</summary>
    internal Instant? Due => new[] { IsErased ? Events.Due ?? Instant.FromUnixTimeTicks(0) : Events.Due, BackupCodes.Due, RecoveryKey.Due }.Min();

    internal static AccountRecord New(RecordSecret secret, Instant now) => new(secret, Microseconds.From(now), now);

    /// <summary>Adds an event, where anybody listens.</summary>
    internal AccountRecord Tell(QueuedEvent happened, RecoveryPolicy policy) =>
        policy.KeepsEvents ? this with { Events = Events.Add(happened) } : this;

    internal bool IsKeyExclusive(Instant now) => RecoveryKey.IsExclusive(now);

    /// <summary>An account without contacts is through with re-entry once it has new credentials and a live recovery code.</summary>
    internal AccountRecord LeaveReentry() => this is { Access.Reentry.CredentialsSetAt: not null, RecoveryCode.Live: not null }
        ? this with { Access = Access with { Reentry = null } }
        : this;

    internal void Write(FieldWriter fields)
    {
        fields.Bytes(1, Secret.Bytes);
        fields.Number(2, Epoch);
        fields.Time(3, Latest);
        fields.Part(4, BackupCodes.Write);
        fields.Part(5, Events.Write);
        foreach (Receipt receipt in Receipts)
        {
            fields.Part(6, receipt.Write);
        }

        if (RecoveryCode != SavedCodeSlot.Empty)
        {
            fields.Part(7, RecoveryCode.Write);
        }

        if (RecoveryKey != RecoveryKeyPart.None)
        {
            fields.Part(8, RecoveryKey.Write);
        }

        if (Access != AccessPart.None)
        {
            fields.Part(9, Access.Write);
        }

        fields.Time(20, ErasedAt);
        fields.Unknown(Unknown);
    }

    internal static AccountRecord Read(FieldReader fields)
    {
        RecordSecret? secret = null;
        var record = new AccountRecord(null!, 0, default);
        while (fields.Next())
        {
            switch (fields.Number)
            {
                case 1:
                    secret = fields.Value.Length == RecordSecret.Size
                        ? new RecordSecret(fields.Value)
                        : throw new FormatException("The record's secret has the wrong size.");
                    break;
                case 2:
                    record = record with { Epoch = fields.Long() };
                    break;
                case 3:
                    record = record with { Latest = fields.Time() };
                    break;
                case 4:
                    record = record with { BackupCodes = BackupCodePart.Read(new FieldReader(fields.Value)) };
                    break;
                case 5:
                    record = record with { Events = EventQueue.Read(new FieldReader(fields.Value)) };
                    break;
                case 6:
                    record = record with { Receipts = record.Receipts.Add(Receipt.Read(new FieldReader(fields.Value))) };
                    break;
                case 7:
                    record = record with { RecoveryCode = SavedCodeSlot.Read(new FieldReader(fields.Value)) };
                    break;
                case 8:
                    record = record with { RecoveryKey = RecoveryKeyPart.Read(new FieldReader(fields.Value)) };
                    break;
                case 9:
                    record = record with { Access = AccessPart.Read(new FieldReader(fields.Value)) };
                    break;
                case 20:
                    record = record with { ErasedAt = fields.Time() };
                    break;
                default:
                    record = record with { Unknown = record.Unknown.With(fields.Number, fields.Value) };
                    break;
            }
        }

        return secret is null ? throw new FormatException("The record has no secret.") : record with { Secret = secret };
    }
}
