using System.Diagnostics;
using NodaTime;

namespace AccountRecovery;

/// <summary>One e-mail address or phone number of an account, as the record stores it.</summary>
/// <param name="Number">The number of the contact within its account, from 1. A number is never reused.</param>
/// <param name="Channel">How messages reach the contact. For a phone number, text or voice.</param>
/// <param name="Address">The address to which messages are sent. Exactly this address has to be confirmed.</param>
/// <param name="State">What the contact may be used for.</param>
/// <param name="AddedAt">When the contact was added.</param>
internal sealed record Contact(int Number, ContactChannel Channel, string Address, ContactState State, Instant AddedAt)
{
    // Not public, so that no serializer and no destructuring log shows the address.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string Address { get; init; } = Address;

    internal ContactId Id => new(Number);

    /// <summary>The country of a phone number, as the person chose it or as the number shows it.</summary>
    internal string? Country { get; init; }

    /// <summary>First instant at which the contact is deleted (inclusive), for example a pending or a voided contact; null if no such instant is fixed.</summary>
    internal Instant? Until { get; init; }

    internal Instant? VerifiedAt { get; init; }

    /// <summary>When a code that was sent to the contact was last verified.</summary>
    internal Instant? ShownAt { get; init; }

    /// <summary>Whether the contact is settled as soon as it is confirmed: the account's first contact, or one added when the account was set up again.</summary>
    internal bool SettlesAtOnce { get; init; }

    /// <summary>When the contact was removed or voided, or when it began to leave.</summary>
    internal Instant? LeftAt { get; init; }

    /// <summary>When the removal of the contact was undone, which restarts the contact's settling time; null if no removal was undone.</summary>
    internal Instant? ReturnedAt { get; init; }

    /// <summary>Whether the contact is the notice address of a wait, confirmed or not.</summary>
    internal bool IsForNotices { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>First instant at which a code of the contact changes security settings (inclusive); null if the contact was never confirmed.</summary>
    internal Instant? SettledFrom => SettlesAtOnce && ReturnedAt is null ? VerifiedAt : KnownSince + RecoveryPolicy.ContactSettlesAfter;

    /// <summary>
    /// The instant since which the contact counts as known; null if it was never confirmed. Contacts are ordered by this instant from older to younger.
    /// </summary>
    internal Instant? KnownSince => ReturnedAt ?? VerifiedAt;

    /// <summary>Whether the contact can freeze the recovery that has voided it, because it was settled at that time.</summary>
    internal bool CanFreeze => State == ContactState.Voided && Until is not null && LeftAt is { } left && WasSettled(left);

    internal string Masked => Mask.Of(Channel, Address);

    internal bool IsSettled(Instant now) => State == ContactState.Verified && WasSettled(now);

    internal bool WasSettled(Instant at) => SettledFrom is { } from && at >= from;

    /// <summary>Whether the contact gets notices.</summary>
    internal bool GetsNotices => State is ContactState.Verified or ContactState.Leaving or ContactState.Removed or ContactState.Notice or ContactState.Voided;

    /// <summary>Confirms the contact after its code was verified.</summary>
    internal Contact Confirm(Instant now) =>
        this with { State = IsForNotices ? ContactState.Notice : ContactState.Verified, Until = null, VerifiedAt = now, ShownAt = now };

    /// <summary>Ends the protection of the account by this contact. For a limited time, the contact may still be able to object.</summary>
    internal Contact Leave(ContactState state, Instant now, Duration? lasts) => this with { State = state, LeftAt = now, Until = now + lasts };

    /// <summary>Makes the contact protect the account again, with the same rights as before.</summary>
    internal Contact Return() => this with { State = ContactState.Verified, LeftAt = null, Until = null };

    // The generated ToString of a record prints its members, and the address is personal data.
    public override string ToString() => nameof(Contact);

    internal void Write(FieldWriter fields)
    {
        fields.Number(1, Number);
        fields.Number(2, (long)Channel);
        fields.Text(3, Address);
        fields.Number(4, (long)State);
        fields.Time(5, AddedAt);
        fields.Text(6, Country);
        fields.Time(7, Until);
        fields.Time(8, VerifiedAt);
        fields.Time(9, ShownAt);
        fields.Flag(10, SettlesAtOnce);
        fields.Time(11, LeftAt);
        fields.Flag(12, IsForNotices);
        fields.Time(13, ReturnedAt);
        fields.Unknown(Unknown);
    }

    internal static Contact Read(FieldReader fields)
    {
        var contact = new Contact(0, default, string.Empty, ContactState.None, default);
        while (fields.Next())
        {
            contact = fields.Number switch
            {
                1 => contact with { Number = fields.Int() },
                2 => contact with { Channel = (ContactChannel)fields.Int() },
                3 => contact with { Address = fields.Text() },
                4 => contact with { State = (ContactState)fields.Int() },
                5 => contact with { AddedAt = fields.Time() },
                6 => contact with { Country = fields.Text() },
                7 => contact with { Until = fields.Time() },
                8 => contact with { VerifiedAt = fields.Time() },
                9 => contact with { ShownAt = fields.Time() },
                10 => contact with { SettlesAtOnce = fields.Flag() },
                11 => contact with { LeftAt = fields.Time() },
                12 => contact with { IsForNotices = fields.Flag() },
                13 => contact with { ReturnedAt = fields.Time() },
                _ => contact with { Unknown = contact.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return contact;
    }
}
