using System.Diagnostics;
using NodaTime;

namespace AccountRecovery;

/// <summary>A contact in an export, with its whole address, because the export is for the person whose address it is.</summary>
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

    /// <summary>The contact's id.</summary>
    public ContactId Id { get; }

    /// <summary>The channel on which messages are sent to the contact.</summary>
    public ContactChannel Channel { get; }

    /// <summary>The country of a phone number, as two letters; null for an e-mail address.</summary>
    public string? Country { get; }

    /// <summary>The state of the contact, which decides what it may be used for.</summary>
    public ContactState State { get; }

    /// <summary>When the contact was added.</summary>
    public Instant AddedAt { get; }

    /// <summary>When the contact was confirmed; null if it is pending.</summary>
    public Instant? VerifiedAt { get; }

    /// <summary>First instant at which a code of the contact can change security settings (inclusive); null if the contact is pending.</summary>
    public Instant? SettledFrom { get; }

    /// <summary>When a security code sent to this contact was last entered; null if none was.</summary>
    public Instant? ShownAt { get; }

    /// <summary>When the contact was removed or voided, or began to leave; null if it protects the account.</summary>
    public Instant? LeftAt { get; }

    /// <summary>When the removal of the contact was undone, which restarted its time as a young contact; null if no removal was undone.</summary>
    public Instant? ReturnedAt { get; }

    /// <summary>Whether the contact is the notice address of a wait.</summary>
    public bool IsForNotices { get; }

    /// <summary>First instant at which the contact is removed without another call (inclusive); null if no such time is set, as for a verified contact.</summary>
    public Instant? Until { get; }

    /// <summary>Returns the address, for display to the person. Loggers and serializers do not call this method.</summary>
    /// <returns>An e-mail address, or a phone number in E.164.</returns>
    public string RevealAddress() => _address;
}
