using NodaTime;

namespace AccountRecovery;

/// <summary>
/// Decides all changes to an account's contacts. <see cref="ProofTable"/> defines what each change requires; the rules that this class calls make the change.
/// </summary>
internal static class SecurityInfoRules
{
    /// <param name="record">The account's record; null if there is none.</param>
    /// <param name="command">The requested change.</param>
    /// <param name="fresh">The secret for a new record, used if the account has no record.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">The current time.</param>
    internal static Decision<ChangeOutcome> Decide(AccountRecord? record, SecurityInfoCommand command, RecordSecret fresh, RecoveryPolicy policy, Instant now)
    {
        if (record is not null && Receipts.Find(record, command.Call.Receipt, now) is { } receipt)
        {
            return Replay(record, command, receipt, policy);
        }

        (Change change, Contact? about, Refusal unusable) = Subject(record, command);
        Refusal why = unusable == Refusal.None ? ChangeRules.Check(record, change, about, command.Call.Given, RequiredProof.Nothing, now).Why : unusable;
        if (why != Refusal.None)
        {
            return new ChangeOutcome.Refused(why);
        }

        return command.Match(
            add => AddRules.Add(record ?? AccountRecord.New(fresh, now), add, policy, now),
            remove => change == Change.RemoveContact ? RemovalRules.Remove(record!, about!, remove.Call, policy, now) : RemoveAllRules.RemoveAll(record!, remove.Call, policy, now),
            removeAll => RemoveAllRules.RemoveAll(record!, removeAll.Call, policy, now),
            undo => RemovalRules.Undo(record!, Proving(record!, undo)!, undo.Call, policy, now),
            cancel => RemoveAllRules.Cancel(record!, Proving(record!, cancel)!, cancel.Call, policy, now),
            freeze => FreezeRules.Freeze(record!, Proving(record!, freeze)!, freeze.Call, policy, now));
    }

    /// <summary>Returns the outcome of a change that is done, with its receipt.</summary>
    internal static Decision<ChangeOutcome> Done(AccountRecord next, RecoveryCall call, RecoveryPolicy policy, Instant now) =>
        new(new ChangeOutcome.Done(SecurityInfoView.Of(next, policy)), Receipts.Keep(next, call.Receipt, ReceiptKind.Accepted, 0, now));

    /// <summary>Returns the outcome that a code is being sent to a new contact.</summary>
    internal static ChangeOutcome CodeSent(Contact contact, ChallengeId challenge, RecoveryPolicy policy) =>
        new ChangeOutcome.CodeSent(ContactView.Of(contact), challenge, OwnDomains.Has(policy, contact.Channel, contact.Address));

    // Returns the row of the table, and the contact that the change is about.
    private static (Change Change, Contact? About, Refusal Unusable) Subject(AccountRecord? record, SecurityInfoCommand command) =>
        command.Match<(Change, Contact?, Refusal)>(
            add => (add.IsForNotices ? Change.SetNoticeAddress : Change.AddContact, null, Refusal.None),
            remove => Subject(record, remove),
            static removeAll => (Change.RemoveAllContacts, null, Refusal.None),
            static undo => (Change.UndoRemoval, null, Refusal.None),
            static cancel => (Change.CancelWait, null, Refusal.None),
            static freeze => (Change.FreezeRecovery, null, Refusal.None));

    // Removing the last contact is the same as removing all.
    private static (Change Change, Contact? About, Refusal Unusable) Subject(AccountRecord? record, SecurityInfoCommand.Remove remove)
    {
        Contact? contact = record?.Contacts.Find(remove.Contact);
        if (contact is not { State: ContactState.Verified })
        {
            return (Change.RemoveContact, null, record is null ? Refusal.UnknownAccount : Refusal.ContactNotUsable);
        }

        return (record!.Contacts.Verified.Count() == 1 ? Change.RemoveAllContacts : Change.RemoveContact, contact, Refusal.None);
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
