using NodaTime;

namespace AccountRecovery;

/// <summary>A contact as its owner may see it.</summary>
/// <param name="Id">The id of the contact.</param>
/// <param name="Channel">How messages reach the contact.</param>
/// <param name="Masked">The address with most of it hidden, such as <c>m***@example.com</c>.</param>
/// <param name="State">What the contact may be used for.</param>
/// <param name="AddedAt">When the contact was added.</param>
/// <param name="VerifiedAt">When the contact was confirmed; null if it was never confirmed.</param>
/// <param name="SettledFrom">
/// First instant at which a code of the contact changes security settings (inclusive). Before this instant, the contact is young. Null if it was never
/// confirmed.
/// </param>
/// <param name="Until">First instant at which the contact is deleted (inclusive); null if no such instant is fixed, as for a verified contact.</param>
public sealed record ContactView(
    ContactId Id, ContactChannel Channel, string Masked, ContactState State, Instant AddedAt, Instant? VerifiedAt, Instant? SettledFrom, Instant? Until)
{
    internal static ContactView Of(Contact contact) =>
        new(contact.Id, contact.Channel, contact.Masked, contact.State, contact.AddedAt, contact.VerifiedAt, contact.SettledFrom, contact.Until);
}
