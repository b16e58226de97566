using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>Everything about the recovery of one account, as one immutable value. The rules decide on this value, and it is sealed as a whole.</summary>
/// <param name="Secret">The record's own secret.</param>
/// <param name="Epoch">
/// A number that is raised to void tickets and is never lowered. A new record gets it from the clock, so that it is higher than that of any erased record.
/// </param>
/// <param name="Latest">The latest instant at which anything was decided. No later decision uses an earlier time.</param>
internal sealed record AccountRecord(RecordSecret Secret, long Epoch, Instant Latest)
{
    internal BackupCodePart BackupCodes { get; init; } = BackupCodePart.None;

    internal SavedCodeSlot RecoveryCode { get; init; } = SavedCodeSlot.Empty;

    internal RecoveryKeyPart RecoveryKey { get; init; } = RecoveryKeyPart.None;

    internal AccessPart Access { get; init; } = AccessPart.None;

    internal ContactPart Contacts { get; init; } = ContactPart.None;

    internal SecurityCodePart SecurityCodes { get; init; } = SecurityCodePart.None;

    internal EventQueue Events { get; init; } = EventQueue.Empty;

    internal MessageQueue Messages { get; init; } = MessageQueue.Empty;

    internal ImmutableArray<Receipt> Receipts { get; init; } = [];

    /// <summary>
    /// When the host erased the account's data; null if it did not. The record then holds only the event of the erasing, and the account counts as having no
    /// record.
    /// </summary>
    internal Instant? ErasedAt { get; init; }

    internal bool IsErased => ErasedAt is not null;

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>First instant at which the record has work to do without a call (inclusive); null if it has none.</summary>
    internal Instant? Due => new[]
    {
        IsErased ? Events.Due ?? Instant.FromUnixTimeTicks(0) : Events.Due, Messages.Due, BackupCodes.Due, RecoveryKey.Due, Contacts.Due, Access.Due,
    }.Min();

    /// <summary>Whether the record contains, in any part, fields of a newer version that this version does not know.</summary>
    private bool HoldsUnknown
    {
        get
        {
            var fields = new FieldWriter();
            Write(fields);
            bool holds = fields.HoldsUnknown;
            fields.Clear();
            return holds;
        }
    }

    /// <summary>
    /// Returns the due instant to store when this record replaces another. Fields that this version does not know may require work at a time that only the
    /// version that wrote them knows. So with unknown fields the stored instant never moves later.
    /// </summary>
    /// <remarks>
    /// As a result, the store may list an account too early, and list it again at each sweep of due work. The sweep finds nothing to do, writes nothing, and continues
    /// with the next account. The first sweep of a version that knows all fields moves the instant.
    /// </remarks>
    internal Instant? DueAfter(Instant? stored) => stored is { } was && !(Due <= was) && HoldsUnknown ? was : Due;

    /// <summary>The state of the account: its column of <see cref="ProofTable"/>.</summary>
    internal AccountState State => this switch
    {
        { Access.Reentry.IsAfterWait: true } => AccountState.AfterWait,
        { Access.Reentry: not null } => AccountState.Reentry,
        { Access.Wait: not null } => AccountState.Waiting,
        _ when Contacts.Has(ContactState.Verified) => AccountState.Established,
        _ => AccountState.None,
    };

    /// <summary>Whether a recovery was frozen. In that state only reading and the actions of an operator are allowed.</summary>
    internal bool IsFrozen => Access.FrozenAt is not null;

    internal static AccountRecord New(RecordSecret secret, Instant now) => new(secret, Microseconds.From(now), now);

    /// <summary>
    /// Voids everything that depends on the epoch: tickets, grants, pending changes, skips, and security codes with the messages that carry them.
    /// </summary>
    internal AccountRecord RaiseEpoch() => WithoutPending() with { Epoch = Epoch + 1 };

    /// <summary>Voids what has begun but is not in force: pending changes, skips, and security codes with the messages that carry them.</summary>
    internal AccountRecord WithoutPending() => this with
    {
        BackupCodes = BackupCodes.WithoutPending(),
        RecoveryKey = RecoveryKey with { Pending = null, PendingUntil = null, DisabledFrom = null },
        Contacts = Contacts.Move(contact => contact.State == ContactState.Pending ? null : contact),
        Access = Access with { Prompt = Access.Prompt is { } prompt ? prompt with { SkippedUntil = null } : null },
        SecurityCodes = SecurityCodes.WithoutChallenges(),
        Messages = Messages with { Items = Messages.Items.RemoveAll(item => item.Kind == MessageKind.SecurityCode) },
    };

    /// <summary>Removes the messages that carry a challenge's codes, because the codes are no longer valid.</summary>
    internal AccountRecord WithoutCodesOf(Challenge challenge) => this with
    {
        Messages = Messages with { Items = Messages.Items.RemoveAll(item => item.Challenge == challenge.Id) },
    };

    /// <summary>Removes a contact and its challenges.</summary>
    internal AccountRecord WithoutContact(Contact contact)
    {
        AccountRecord record = this;
        foreach (Challenge challenge in SecurityCodes.Challenges.Where(challenge => challenge.Contact == contact.Number))
        {
            record = record.WithoutCodesOf(challenge) with { SecurityCodes = record.SecurityCodes.Without(challenge) };
        }

        return record with { Contacts = record.Contacts.Without(contact) };
    }

    internal bool IsKeyExclusive(Instant now) => RecoveryKey.IsExclusive(now);

    /// <summary>
    /// Ends re-entry if its conditions are met. If the account had contacts, re-entry ends when a contact is confirmed; otherwise it ends when a contact is
    /// confirmed or a recovery code is in force. In both cases the host must have reported new credentials first.
    /// </summary>
    internal AccountRecord LeaveReentry() => this is { Access.Reentry: { NeedsCredentials: false } reentry }
        && (Contacts.Has(ContactState.Verified) || (!reentry.HadContacts && RecoveryCode.Live is not null))
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

        if (Contacts != ContactPart.None)
        {
            fields.Part(10, Contacts.Write);
        }

        if (SecurityCodes != SecurityCodePart.None)
        {
            fields.Part(11, SecurityCodes.Write);
        }

        if (Messages != MessageQueue.Empty)
        {
            fields.Part(12, Messages.Write);
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
                case 10:
                    record = record with { Contacts = ContactPart.Read(new FieldReader(fields.Value)) };
                    break;
                case 11:
                    record = record with { SecurityCodes = SecurityCodePart.Read(new FieldReader(fields.Value)) };
                    break;
                case 12:
                    record = record with { Messages = MessageQueue.Read(new FieldReader(fields.Value)) };
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
