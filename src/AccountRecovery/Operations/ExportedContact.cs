using System.Diagnostics;
using NodaTime;

namespace AccountRecovery;

/// <summary>A contact, as an export tells of it: with its whole address, which is the person's own.</summary>
public sealed record ExportedContact
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _address;

    internal ExportedContact(Contact contact)
    {
        _address = contact.Address;
        (Id, Channel, Country, State, SettledFrom) = (contact.Id, contact.Channel, contact.Country, contact.State, contact.SettledFrom);
        (LeftAt, ReturnedAt, IsForNotices) = (contact.LeftAt, contact.ReturnedAt, contact.IsForNotices);
        (AddedAt, VerifiedAt, ShownAt, Until) = (contact.AddedAt, contact.VerifiedAt, contact.ShownAt, contact.Until);
    }

    /// <summary>Names it.</summary>
    public ContactId Id { get; }

    /// <summary>How messages reach it.</summary>
    public ContactChannel Channel { get; }

    /// <summary>A phone number's country, as two letters; null for an e-mail address.</summary>
    public string? Country { get; }

    /// <summary>What it may be used for.</summary>
    public ContactState State { get; }

    /// <summary>When it was added.</summary>
    public Instant AddedAt { get; }

    /// <summary>When it was confirmed; null while it is pending.</summary>
    public Instant? VerifiedAt { get; }

    /// <summary>From when on its code changes security settings (inclusive); null while it is pending.</summary>
    public Instant? SettledFrom { get; }

    /// <summary>When a code that was sent there last came back; null when none has.</summary>
    public Instant? ShownAt { get; }

    /// <summary>When it was removed, voided, or began to leave; null for one that protects the account.</summary>
    public Instant? LeftAt { get; }

    /// <summary>When its removal was undone, which made it young once more; null when none was.</summary>
    public Instant? ReturnedAt { get; }

    /// <summary>Whether it is the notice address of a wait.</summary>
    public bool IsForNotices { get; }

    /// <summary>First instant at which it is gone by itself (inclusive); null for a verified one.</summary>
    public Instant? Until { get; }

    /// <summary>The address, to be shown to the person; no log shows it by itself.</summary>
    /// <returns>An e-mail address, or a phone number in E.164.</returns>
    public string RevealAddress() => _address;
}
