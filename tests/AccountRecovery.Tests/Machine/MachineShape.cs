using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>What two states have in common that behave alike from here on, as 128 bits; and the instants at which something changes by itself.</summary>
/// <remarks>
/// An instant counts by the time that is left until it matters, to the microsecond, and not at all once that is over; two instants that are compared, by which comes first.
/// Numbers, secrets, epochs and the clock itself do not count.
/// </remarks>
internal sealed class MachineShape
{
    private static readonly Duration Month = Duration.FromHours(720);

    private readonly Instant _now;
    private ulong _one = 0x9E3779B97F4A7C15;
    private ulong _two = 0xC2B2AE3D27D4EB4F;

    private MachineShape(MachineState state)
    {
        _now = state.Now;
        Add((state.TwoStep ? 1 : 0) | (state.HasNewCredentials ? 2 : 0) | (state.KeepsSignIns ? 4 : 0) | (state.Record is null ? 8 : 0));
        foreach (TicketFacts ticket in state.Held)
        {
            Add((int)ticket.Kind);
            Add((ticket.Expires - _now).ToInt64Nanoseconds());
        }

        if (state.Record is { } record)
        {
            Codes(record, state.Held);
            Access(record.Access);
            Contacts(record);
        }
    }

    internal UInt128 Value => new(_one, _two);

    /// <summary>Future instants at which something in the record changes, in no order.</summary>
    internal List<Instant> Boundaries { get; } = [];

    internal static MachineShape Of(MachineState state) => new(state);

    private void Codes(AccountRecord record, ImmutableArray<TicketFacts> held)
    {
        RecoveryKeyPart key = record.RecoveryKey;
        Code(record.RecoveryCode.Code);
        Code(key.Slot.Code);
        Code(key.Pending);
        Left(key.PendingUntil);
        Left(key.DisabledFrom);
        Left(key.ExclusiveFrom);
        bool isProof = held.Any(ticket => ticket.Kind == ProofKind.RecoveryKey);
        Add(isProof && key.Slot.Code is { SpentAt: { } spent } code ? (spent >= code.IssuedAt + Month ? 2 : 1) : 0);
        Add((record.BackupCodes.Live is null ? 0 : 1) | (record.BackupCodes.Pending is null ? 0 : 2));
    }

    private void Access(AccessPart access)
    {
        Add((access.SessionsValidFrom is null ? 0 : 1) | (access.FrozenAt is null ? 0 : 2));
        Left(access.PaymentsHeldUntil);
        Left(access.CancelledAt + Month);
        Left(access.SignedInAt + PromptRules.Day);
        Left(access.SignedInAt + PromptRules.AskedAfterAbsence);
        Left(access.Wait?.Until);
        Add(access.WaitStarts.Length);
        foreach (Instant start in access.WaitStarts)
        {
            Left(start + WaitRules.StartsApart);
            Left(start + WaitRules.StartsCountedFor);
        }

        Add(access.Prompt is null ? 0 : 1);
        Left(access.Prompt?.OverdueFrom);
        Left(access.Prompt?.SkippedUntil);
        Add(access.Reentry is not { } reentry ? 0 : 1 | (reentry.NeedsCredentials ? 2 : 0) | (reentry.IsAfterWait ? 4 : 0) | (reentry.HadContacts ? 8 : 0));
        Left(access.Reentry?.GrantUntil);
        Left(access.Reentry is { NeedsCredentials: true } locked ? locked.Since + Reentry.ReopensAfter : null);
        if (access.Wait is { Due: var reminder } && reminder > _now)
        {
            // Tells somebody and changes nothing else, so that it is a boundary and no part of the shape.
            Boundaries.Add(reminder);
        }
    }

    private void Contacts(AccountRecord record)
    {
        foreach (Contact contact in record.Contacts.Items)
        {
            foreach (char letter in contact.Address)
            {
                Add(letter);
            }

            Add(((int)contact.State << 8) | (contact.SettlesAtOnce ? 1 : 0) | (contact.IsForNotices ? 2 : 0) | (contact.VerifiedAt is null ? 4 : 0) | (contact.CanFreeze ? 8 : 0) | (contact.ReturnedAt is null ? 0 : 16));
            Left(contact.Until);
            Left(contact.State is ContactState.Voided or ContactState.Left ? null : contact.SettledFrom);
            Left(contact.State == ContactState.Verified ? contact.ShownAt + PromptRules.AskedAfterVerification : null);
            Add(record.RecoveryKey.Slot.Live is { } key && TableModel.KnownSince(contact) < key.IssuedAt ? 1 : 0);
            foreach (Contact other in record.Contacts.Items)
            {
                Add(TableModel.KnownSince(contact) <= TableModel.KnownSince(other) ? 1 : 0);
            }

            if (contact is { State: ContactState.Removed, LeftAt: { } since })
            {
                // What undoing would take away.
                Add((record.RecoveryCode.Code?.IssuedAt >= since ? 1 : 0) | (record.RecoveryKey.Slot.Code?.IssuedAt >= since ? 2 : 0) | (record.BackupCodes.Live?.IssuedAt >= since ? 4 : 0));
                foreach (Contact other in record.Contacts.Items)
                {
                    Add(other.AddedAt >= since || other.VerifiedAt >= since ? 1 : 0);
                }
            }
        }
    }

    private void Code(SavedCode? code)
    {
        Add(code is null ? 0 : code.SpentAt is null ? 1 : 2);
        Add(code is null ? 0 : BitConverter.ToInt64(code.Salt.AsSpan()));
    }

    private void Left(Instant? at)
    {
        if (at is { } end && end > _now)
        {
            Boundaries.Add(end);
            Add((end - _now).ToInt64Nanoseconds());
        }
        else
        {
            Add(-1);
        }
    }

    private void Add(long part)
    {
        unchecked
        {
            _one = Mix(_one ^ (ulong)part);
            _two = Mix((_two * 0xD6E8FEB86659FD93) + (ulong)part);
        }
    }

    private static ulong Mix(ulong x)
    {
        unchecked
        {
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
            return x ^ (x >> 31);
        }
    }
}
