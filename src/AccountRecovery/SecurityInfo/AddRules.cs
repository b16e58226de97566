using NodaTime;

namespace AccountRecovery;

/// <summary>Adds a contact. The contact proves nothing until its code was verified.</summary>
internal static class AddRules
{
    internal static Decision<ChangeOutcome> Add(AccountRecord record, SecurityInfoCommand.Add command, RecoveryPolicy policy, Instant now)
    {
        Contact[] kept = [.. record.Contacts.Items.Where(contact => contact.State is ContactState.Verified or ContactState.Leaving or ContactState.Notice)];
        if (kept.Any(contact => ContactAddress.IsSame(contact.Channel, contact.Address, command.Channel, command.Address)))
        {
            return new ChangeOutcome.Refused(Refusal.ContactExists);
        }

        if (record.Contacts.Verified.Count() >= ContactPart.Most || record.Contacts.Items.Count(contact => contact.State != ContactState.Pending) >= ContactPart.MostKept)
        {
            return new ChangeOutcome.Refused(Refusal.TooManyContacts);
        }

        if (!command.IsForNotices
            && OwnDomains.Has(policy, command.Channel, command.Address)
            && record.Contacts.Verified.All(contact => OwnDomains.Has(policy, contact.Channel, contact.Address)))
        {
            return new ChangeOutcome.Refused(Refusal.OwnDomainAlone);
        }

        // Room for two events and their notices: a contact is added, and a code is sent to it.
        return record.HasRoom(2, policy) ? Begin(record, command, policy, now) : new ChangeOutcome.Busy(BusyReason.Queue);
    }

    private static Decision<ChangeOutcome> Begin(AccountRecord record, SecurityInfoCommand.Add command, RecoveryPolicy policy, Instant now)
    {
        int number = record.Contacts.Numbered + 1;
        var contact = new Contact(number, command.Channel, command.Address, ContactState.Pending, now)
        {
            Country = command.Country,
            Until = now + policy.PendingLifetime,
            SettlesAtOnce = SettlesAtOnce(record),
            IsForNotices = command.IsForNotices,
        };

        // Only one contact can be pending, so a mistyped one is replaced at once.
        AccountRecord added = record.Contacts.Pending is { } pending ? record.WithoutContact(pending) : record;
        added = (added with { Contacts = added.Contacts.Put(contact) with { Numbered = number } })
            .Raise(EventFor.Contact(RecoveryEventKind.ContactAdded, contact, now, command.Call.From) with { Attested = true }, policy);
        RecoveryCall send = command.Call with { Purpose = ProofPurpose.ConfirmContact, Receipt = null };
        Decision<SendOutcome> sent = SecurityCodeSendRules.Begin(added, contact, send, command.Challenge, attested: true, policy, now);
        return sent.Answer.Match<Decision<ChangeOutcome>>(
            _ => new(SecurityInfoRules.CodeSent(contact, command.Challenge, policy), Receipts.Keep(sent.Next!, command.Call.Receipt, ReceiptKind.Accepted, number, now)),
            tooSoon => new ChangeOutcome.Refused(Refusal.TooManyCodes, tooSoon.Until),
            _ => new ChangeOutcome.Refused(Refusal.ChannelUnavailable),
            refused => new ChangeOutcome.Refused(refused.Why),
            busy => new ChangeOutcome.Busy(busy.Why));
    }

    // A person who sets the account up, or sets it up again, has given every proof that the account has. But a recovery code or key that existed before any
    // contact may belong to another person.
    private static bool SettlesAtOnce(AccountRecord record) => record.State switch
    {
        AccountState.Reentry or AccountState.AfterWait => true,
        AccountState.None => record.RecoveryCode.Live is null && record.RecoveryKey.Slot.Live is null,
        AccountState.Established or AccountState.Waiting => false,
    };
}
