using System.Diagnostics;
using NodaTime;

namespace AccountRecovery;

/// <summary>One e-mail address or phone number of an account, as it is kept.</summary>
/// <param name="Number">Numbers the account's contacts, from 1; never used again.</param>
/// <param name="Channel">How messages reach it; a phone has one of two.</param>
/// <param name="Address">Where they go: exactly what was confirmed.</param>
/// <param name="State">What it may be used for.</param>
/// <param name="AddedAt">When it was added.</param>
internal sealed record Contact(int Number, ContactChannel Channel, string Address, ContactState State, Instant AddedAt)
{
    // Not public, so that no serializer and no destructuring log shows it either.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string Address { get; init; } = Address;

    internal ContactId Id => new(Number);

    /// <summary>A phone number's country, as it was chosen or as the number tells.</summary>
    internal string? Country { get; init; }

    /// <summary>First instant at which a pending contact is gone, or a voided one (inclusive).</summary>
    internal Instant? Until { get; init; }

    internal Instant? VerifiedAt { get; init; }

    /// <summary>When a code that was sent there last came back.</summary>
    internal Instant? ShownAt { get; init; }

    /// <summary>Whether it settles as soon as it is confirmed: the account's first, or one added when it was set up again.</summary>
    internal bool SettlesAtOnce { get; init; }

    /// <summary>When it was removed, voided, or began to leave.</summary>
    internal Instant? LeftAt { get; init; }

    /// <summary>When its removal was undone: from then on it is young once more.</summary>
    internal Instant? ReturnedAt { get; init; }

    /// <summary>Whether it is the notice address of a wait, confirmed or not.</summary>
    internal bool IsForNotices { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>From when on its code changes security settings (inclusive).</summary>
    internal Instant? SettledFrom => SettlesAtOnce && ReturnedAt is null ? VerifiedAt : KnownSince + RecoveryPolicy.ContactSettlesAfter;

    /// <summary>What tells older from younger contacts.</summary>
    internal Instant? KnownSince => ReturnedAt ?? VerifiedAt;

    /// <summary>Whether it can freeze the recovery that has voided it: it was settled by then.</summary>
    internal bool CanFreeze => State == ContactState.Voided && Until is not null && LeftAt is { } left && WasSettled(left);

    internal string Masked => Mask.Of(Channel, Address);

    internal bool IsSettled(Instant now) => State == ContactState.Verified && WasSettled(now);

    internal bool WasSettled(Instant at) => SettledFrom is { } from && at >= from;

    /// <summary>Whether it gets notices.</summary>
    internal bool GetsNotices => State is ContactState.Verified or ContactState.Leaving or ContactState.Removed or ContactState.Notice or ContactState.Voided;

    /// <summary>Confirms it, by the code that was sent there.</summary>
    internal Contact Confirm(Instant now) =>
        this with { State = IsForNotices ? ContactState.Notice : ContactState.Verified, Until = null, VerifiedAt = now, ShownAt = now };

    /// <summary>It no longer protects the account; for some time it may still be able to object.</summary>
    internal Contact Leave(ContactState state, Instant now, Duration? lasts) => this with { State = state, LeftAt = now, Until = now + lasts };

    /// <summary>It protects the account again, as it did.</summary>
    internal Contact Return() => this with { State = ContactState.Verified, LeftAt = null, Until = null };

    // A record prints its members, and the address is the person's.
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
