using NodaTime;

namespace AccountRecovery;

/// <summary>A contact as its owner may see it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Channel">How messages reach it.</param>
/// <param name="Masked">The address with most of it hidden, such as <c>m***@example.com</c>.</param>
/// <param name="State">What it may be used for.</param>
/// <param name="AddedAt">When it was added.</param>
/// <param name="VerifiedAt">When it was confirmed; null while it is pending.</param>
/// <param name="SettledFrom">From when on its code changes security settings (inclusive); before, it is young. Null while it is pending.</param>
/// <param name="Until">First instant at which it is gone by itself (inclusive); null for a verified one.</param>
public sealed record ContactView(
    ContactId Id, ContactChannel Channel, string Masked, ContactState State, Instant AddedAt, Instant? VerifiedAt, Instant? SettledFrom, Instant? Until)
{
    internal static ContactView Of(Contact contact) =>
        new(contact.Id, contact.Channel, contact.Masked, contact.State, contact.AddedAt, contact.VerifiedAt, contact.SettledFrom, contact.Until);
}
