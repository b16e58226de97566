using NodaTime;

namespace AccountRecovery;

/// <summary>Adding a contact: it proves nothing before its code has come back.</summary>
internal static class AddRules
{
    internal static Decision<SecurityInfoAnswer> Add(AccountRecord record, SecurityInfoCommand.Add ask, RecoveryPolicy policy, Instant now)
    {
        Contact[] kept = [.. record.Contacts.Items.Where(contact => contact.State is ContactState.Verified or ContactState.Leaving or ContactState.Notice)];
        if (kept.Any(contact => ContactAddress.IsSame(contact.Channel, contact.Address, ask.Channel, ask.Address)))
        {
            return new SecurityInfoAnswer.Refused(Refusal.ContactExists);
        }

        if (record.Contacts.Verified.Count() >= ContactPart.Most || record.Contacts.Items.Count(contact => contact.State != ContactState.Pending) >= ContactPart.MostKept)
        {
            return new SecurityInfoAnswer.Refused(Refusal.TooManyContacts);
        }

        if (!ask.IsForNotices
            && OwnDomains.Has(policy, ask.Channel, ask.Address)
            && record.Contacts.Verified.All(contact => OwnDomains.Has(policy, contact.Channel, contact.Address)))
        {
            return new SecurityInfoAnswer.Refused(Refusal.OwnDomainAlone);
        }

        // Its event, and the notice to those who are there already.
        return record.HasRoom(2, policy) ? Begin(record, ask, policy, now) : new SecurityInfoAnswer.Busy(BusyReason.Queue);
    }

    private static Decision<SecurityInfoAnswer> Begin(AccountRecord record, SecurityInfoCommand.Add ask, RecoveryPolicy policy, Instant now)
    {
        int number = record.Contacts.Numbered + 1;
        var contact = new Contact(number, ask.Channel, ask.Address, ContactState.Pending, now)
        {
            Country = ask.Country,
            Until = now + policy.PendingLifetime,
            SettlesAtOnce = SettlesAtOnce(record),
            IsForNotices = ask.IsForNotices,
        };

        // One at a time waits, so a mistyped one is out of the way at once.
        AccountRecord added = record.Contacts.Pending is { } pending ? record.WithoutContact(pending) : record;
        added = (added with { Contacts = added.Contacts.Put(contact) with { Numbered = number } })
            .Raise(EventFor.Contact(RecoveryEventKind.ContactAdded, contact, now, ask.From) with { Attested = true }, policy);
        var code = new SendAsk(ask.Challenge, ProofPurpose.ConfirmContact, Given: null, BringsProof: true, Receipt: null, ask.From);
        Decision<SendAnswer> sent = SecurityCodeSendRules.Begin(added, contact, code, policy, now);
        return sent.Answer switch
        {
            SendAnswer.Sent => new Decision<SecurityInfoAnswer>(new SecurityInfoAnswer.Sent(contact), Receipts.Keep(sent.Next!, ask.Receipt, ReceiptKind.Accepted, number, now)),
            SendAnswer.TooSoon it => new SecurityInfoAnswer.Refused(Refusal.TooManyCodes, it.Until),
            SendAnswer.Refused it => new SecurityInfoAnswer.Refused(it.Why),
            SendAnswer.Busy it => new SecurityInfoAnswer.Busy(it.Why),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }

    // Who sets the account up, or sets it up again, has proved as much as there is to prove. A spare key that was there first has an owner who may be another.
    private static bool SettlesAtOnce(AccountRecord record) => record.Standing switch
    {
        Standing.Reentry or Standing.AfterWait => true,
        Standing.None => record.RecoveryCode.Live is null && record.RecoveryKey.Slot.Live is null,
        _ => false,
    };
}
