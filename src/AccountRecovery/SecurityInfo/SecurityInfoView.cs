using NodaTime;

namespace AccountRecovery;

/// <summary>The contacts of an account, as its owner may see them.</summary>
/// <param name="Contacts">The contacts, in the order in which they were added.</param>
/// <param name="Independent">
/// The number of different mailboxes and phones of the verified contacts, 0 to 10. E-mail addresses that differ only in the case of the local part or in what
/// follows a <c>+</c> count as one, and so do text and voice to one number.
/// </param>
public sealed record SecurityInfoView(IReadOnlyList<ContactView> Contacts, int Independent)
{
    internal static readonly SecurityInfoView Empty = new([], 0);

    /// <summary>First instant at which the wait is over and the contacts are removed (inclusive); null if no wait runs.</summary>
    public Instant? WaitUntil { get; init; }

    internal static SecurityInfoView Of(AccountRecord record, RecoveryPolicy policy) => new(
        [.. record.Contacts.Items.Where(contact => contact.State != ContactState.Left).Select(ContactView.Of)],
        ContactPart.CountIndependent(record.Contacts.Verified))
    {
        WaitUntil = record.Access.Wait?.EndUnder(policy),
    };
}
