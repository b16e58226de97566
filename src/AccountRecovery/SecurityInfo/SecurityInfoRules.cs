using NodaTime;

namespace AccountRecovery;

/// <summary>Everything that is done with an account's contacts. What it requires is in <see cref="ProofTable"/>; what it does is in the rules that this calls.</summary>
internal static class SecurityInfoRules
{
    /// <param name="record">The account's record, or null.</param>
    /// <param name="command">What is to be done.</param>
    /// <param name="fresh">The secret of a new record, where there is none.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">Now.</param>
    internal static Decision<ChangeOutcome> Decide(AccountRecord? record, SecurityInfoCommand command, RecordSecret fresh, RecoveryPolicy policy, Instant now)
    {
        if (record is not null && Receipts.Find(record, command.Call.Receipt, now) is { } receipt)
        {
            return Replay(record, command, receipt, policy);
        }

        (Change change, Contact? about, Refusal unusable) = Subject(record, command);
        Refusal why = unusable == Refusal.None ? ChangeRules.Check(record, change, about, command.Call.Given, Need.Nothing, now).Why : unusable;
        if (why != Refusal.None)
        {
            return new ChangeOutcome.Refused(why);
        }

        return command switch
        {
            SecurityInfoCommand.Add add => AddRules.Add(record ?? AccountRecord.New(fresh, now), add, policy, now),
            SecurityInfoCommand.Remove when change == Change.RemoveContact => RemovalRules.Remove(record!, about!, command.Call, policy, now),
            SecurityInfoCommand.Remove or SecurityInfoCommand.RemoveAll => RemoveAllRules.RemoveAll(record!, command.Call, policy, now),
            SecurityInfoCommand.Undo => RemovalRules.Undo(record!, Proving(record!, command)!, command.Call, policy, now),
            SecurityInfoCommand.Cancel => RemoveAllRules.Cancel(record!, Proving(record!, command)!, command.Call, policy, now),
            SecurityInfoCommand.Freeze => FreezeRules.Freeze(record!, Proving(record!, command)!, command.Call, policy, now),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }

    /// <summary>What a command has made, with its receipt.</summary>
    internal static Decision<ChangeOutcome> Done(AccountRecord next, RecoveryCall call, RecoveryPolicy policy, Instant now) =>
        new(new ChangeOutcome.Done(SecurityInfoView.Of(next, policy)), Receipts.Keep(next, call.Receipt, ReceiptKind.Accepted, 0, now));

    /// <summary>A code is on its way to a new contact.</summary>
    internal static ChangeOutcome CodeSent(Contact contact, ChallengeId challenge, RecoveryPolicy policy) =>
        new ChangeOutcome.CodeSent(ContactView.Of(contact), challenge, OwnDomains.Has(policy, contact.Channel, contact.Address));

    // The row of the table, and the contact that it is about.
    private static (Change Change, Contact? About, Refusal Unusable) Subject(AccountRecord? record, SecurityInfoCommand command)
    {
        switch (command)
        {
            case SecurityInfoCommand.Add add:
                return (add.IsForNotices ? Change.SetNoticeAddress : Change.AddContact, null, Refusal.None);
            case SecurityInfoCommand.Remove remove:
                Contact? contact = record?.Contacts.Find(remove.Contact);
                return contact is not { State: ContactState.Verified }
                    ? (Change.RemoveContact, null, record is null ? Refusal.UnknownAccount : Refusal.ContactNotUsable)
                    : (record!.Contacts.Verified.Count() == 1 ? Change.RemoveAllContacts : Change.RemoveContact, contact, Refusal.None);
            case SecurityInfoCommand.RemoveAll:
                return (Change.RemoveAllContacts, null, Refusal.None);
            case SecurityInfoCommand.Undo:
                return (Change.UndoRemoval, null, Refusal.None);
            case SecurityInfoCommand.Cancel:
                return (Change.CancelWait, null, Refusal.None);
            case SecurityInfoCommand.Freeze:
                return (Change.FreezeRecovery, null, Refusal.None);
            default:
                throw new InvalidOperationException("The family is closed.");
        }
    }

    private static Contact? Proving(AccountRecord record, SecurityInfoCommand command) => command.Call.Given.Tickets
        .Where(ticket => ticket is { Kind: ProofKind.ContactCode })
        .Select(ticket => record.Contacts.Find(ticket!.Value.Contact))
        .FirstOrDefault(contact => contact is not null);

    private static ChangeOutcome Replay(AccountRecord record, SecurityInfoCommand command, Receipt receipt, RecoveryPolicy policy) => (command, receipt.Kind) switch
    {
        (_, not ReceiptKind.Accepted) => new ChangeOutcome.Refused((Refusal)receipt.Value),
        (SecurityInfoCommand.Add add, _) => record.Contacts.Find((int)receipt.Value) is { } contact
            ? CodeSent(contact, add.Challenge, policy) with { Replayed = true }
            : new ChangeOutcome.Refused(Refusal.ContactNotUsable),
        (_, _) when receipt.Value != 0 => new ChangeOutcome.WaitStarted(receipt.When) { Replayed = true },
        _ => new ChangeOutcome.Done(SecurityInfoView.Of(record, policy)) { Replayed = true },
    };
}
