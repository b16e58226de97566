using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>Everything about one account's recovery, as one immutable value: what the rules decide on and what is sealed.</summary>
/// <param name="Secret">The record's own secret.</param>
/// <param name="Epoch">Raised to void tickets; never lowered. In a new record it comes from the clock, so that it is above that of any erased one.</param>
/// <param name="Latest">The latest instant at which anything was decided; time never runs back from here.</param>
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

    /// <summary>When the host erased what was here; then the record holds that event alone, and reads as absent.</summary>
    internal Instant? ErasedAt { get; init; }

    internal bool IsErased => ErasedAt is not null;

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>First instant at which the record has work to do without being asked (inclusive).</summary>
    internal Instant? Due => new[]
    {
        IsErased ? Events.Due ?? Instant.FromUnixTimeTicks(0) : Events.Due, Messages.Due, BackupCodes.Due, RecoveryKey.Due, Contacts.Due, Access.Due,
    }.Min();

    /// <summary>Whether a newer version has left fields anywhere in the record that this one does not know.</summary>
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
    /// The due instant to store when this record replaces one. What this version does not know may have work of its own to do, and only the version that wrote it knows when;
    /// so with unknown fields the stored instant never moves later.
    /// </summary>
    /// <remarks>
    /// That may list an account too early, and again in each sweep: the sweep finds nothing to do, writes nothing, and goes on after it. The first sweep of a build that knows
    /// all fields moves the instant on.
    /// </remarks>
    internal Instant? DueAfter(Instant? stored) => stored is { } was && !(Due <= was) && HoldsUnknown ? was : Due;

    /// <summary>Which column of <see cref="ProofTable"/> the account is in.</summary>
    internal AccountState State => this switch
    {
        { Access.Reentry.IsAfterWait: true } => AccountState.AfterWait,
        { Access.Reentry: not null } => AccountState.Reentry,
        { Access.Wait: not null } => AccountState.Waiting,
        _ when Contacts.Has(ContactState.Verified) => AccountState.Established,
        _ => AccountState.None,
    };

    /// <summary>Whether a recovery was frozen: then nothing is done but reading, and what an operator does.</summary>
    internal bool IsFrozen => Access.FrozenAt is not null;

    internal static AccountRecord New(RecordSecret secret, Instant now) => new(secret, Microseconds.From(now), now);

    /// <summary>Voids what hangs on the epoch: tickets, grants, changes that are pending, skips, and security codes with the messages that carry them.</summary>
    internal AccountRecord RaiseEpoch() => WithoutPending() with { Epoch = Epoch + 1 };

    /// <summary>Voids what was begun and is not in force: changes that are pending, skips, and security codes with the messages that carry them.</summary>
    internal AccountRecord WithoutPending() => this with
    {
        BackupCodes = BackupCodes.WithoutPending(),
        RecoveryKey = RecoveryKey with { Pending = null, PendingUntil = null, DisabledFrom = null },
        Contacts = Contacts.Move(contact => contact.State == ContactState.Pending ? null : contact),
        Access = Access with { Prompt = Access.Prompt is { } prompt ? prompt with { SkippedUntil = null } : null },
        SecurityCodes = SecurityCodes.WithoutChallenges(),
        Messages = Messages with { Items = Messages.Items.RemoveAll(item => item.Kind == MessageKind.SecurityCode) },
    };

    /// <summary>Takes back the messages that carry a challenge's codes: they are worth nothing any more.</summary>
    internal AccountRecord WithoutCodesOf(Challenge challenge) => this with
    {
        Messages = Messages with { Items = Messages.Items.RemoveAll(item => item.Challenge == challenge.Id) },
    };

    /// <summary>Without a contact, and without the flows that lead to it.</summary>
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
    /// The end of re-entry: where the account had contacts, when one is confirmed, and else at the first of that and a live recovery code.
    /// Both ask for new credentials.
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
