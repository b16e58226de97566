using NodaTime;

namespace AccountRecovery;

/// <summary>The contacts of an account, as its owner may see them.</summary>
/// <param name="Contacts">All of them, in the order in which they were added.</param>
/// <param name="Independent">
/// How many different mailboxes and phones the verified ones are, 0 to 10: addresses that differ in the case of their local part or in what follows a <c>+</c> are one,
/// and so are text and voice to one number.
/// </param>
public sealed record SecurityInfoView(IReadOnlyList<ContactView> Contacts, int Independent)
{
    internal static readonly SecurityInfoView Empty = new([], 0);

    /// <summary>First instant at which the wait is over and the contacts are gone (inclusive); null while none runs.</summary>
    public Instant? WaitUntil { get; init; }

    internal static SecurityInfoView Of(AccountRecord record, RecoveryPolicy policy) => new(
        [.. record.Contacts.Items.Where(contact => contact.State != ContactState.Left).Select(ContactView.Of)],
        ContactPart.CountIndependent(record.Contacts.Verified))
    {
        WaitUntil = record.Access.Wait?.EndUnder(policy),
    };
}
