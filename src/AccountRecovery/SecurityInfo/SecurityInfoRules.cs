using NodaTime;

namespace AccountRecovery;

/// <summary>Everything that is done with an account's contacts. What it takes is in <see cref="ProofTable"/>; what it does, in the rules that this leads to.</summary>
internal static class SecurityInfoRules
{
    /// <param name="record">The account's record, or null.</param>
    /// <param name="command">What is to be done.</param>
    /// <param name="fresh">The secret of a new record, where there is none.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">Now.</param>
    internal static Decision<SecurityInfoAnswer> Decide(AccountRecord? record, SecurityInfoCommand command, RecordSecret fresh, RecoveryPolicy policy, Instant now)
    {
        if (record is not null && Receipts.Find(record, command.Receipt, now) is { } receipt)
        {
            return Replay(record, command, receipt, policy);
        }

        (Change change, Contact? about, Refusal unusable) = Subject(record, command);
        Refusal why = unusable == Refusal.None ? ChangeRules.Check(record, change, about, command.Given, Need.Nothing, now).Why : unusable;
        if (why != Refusal.None)
        {
            return new SecurityInfoAnswer.Refused(why);
        }

        return change switch
        {
            Change.AddContact or Change.SetNoticeAddress => AddRules.Add(record ?? AccountRecord.New(fresh, now), (SecurityInfoCommand.Add)command, policy, now),
            Change.RemoveContact => RemovalRules.Remove(record!, about!, command, policy, now),
            Change.UndoRemoval => RemovalRules.Undo(record!, Proving(record!, command)!, command, policy, now),
            Change.RemoveAllContacts => RemoveAllRules.RemoveAll(record!, command, policy, now),
            Change.CancelWait => RemoveAllRules.Cancel(record!, Proving(record!, command)!, command, policy, now),
            _ => FreezeRules.Freeze(record!, Proving(record!, command)!, command, policy, now),
        };
    }

    /// <summary>What a command has made, with its receipt.</summary>
    internal static Decision<SecurityInfoAnswer> Done(AccountRecord next, SecurityInfoCommand command, RecoveryPolicy policy, Instant now) =>
        new(new SecurityInfoAnswer.Done(SecurityInfoView.Of(next, policy)), Receipts.Keep(next, command.Receipt, ReceiptKind.Accepted, 0, now));

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
            default:
                return (Change.FreezeRecovery, null, Refusal.None);
        }
    }

    private static Contact? Proving(AccountRecord record, SecurityInfoCommand command) => command.Given.Tickets
        .Where(ticket => ticket is { Kind: ProofKind.ContactCode })
        .Select(ticket => record.Contacts.Find(ticket!.Value.Contact))
        .FirstOrDefault(contact => contact is not null);

    private static SecurityInfoAnswer Replay(AccountRecord record, SecurityInfoCommand command, Receipt receipt, RecoveryPolicy policy) => (command, receipt.Kind) switch
    {
        (_, not ReceiptKind.Accepted) => new SecurityInfoAnswer.Refused((Refusal)receipt.Value),
        (SecurityInfoCommand.Add, _) => record.Contacts.Find((int)receipt.Value) is { } contact
            ? new SecurityInfoAnswer.Sent(contact) { Replayed = true }
            : new SecurityInfoAnswer.Refused(Refusal.ContactNotUsable),
        (_, _) when receipt.Value != 0 => new SecurityInfoAnswer.WaitStarted(Microseconds.ToInstant(receipt.Value)) { Replayed = true },
        _ => new SecurityInfoAnswer.Done(SecurityInfoView.Of(record, policy)) { Replayed = true },
    };
}
