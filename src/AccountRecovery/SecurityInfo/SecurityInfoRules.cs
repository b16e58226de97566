using NodaTime;

namespace AccountRecovery;

/// <summary>Adding a contact: it proves nothing before its code has come back.</summary>
internal static class SecurityInfoRules
{
    internal static Decision<AddAnswer> Add(AccountRecord? record, AddAsk ask, RecordSecret fresh, RecoveryPolicy policy, Instant now)
    {
        if (record is not null && Receipts.Find(record, ask.Receipt, now) is { } receipt)
        {
            return Replay(record, receipt);
        }

        ChangeVerdict verdict = ChangeRules.Check(record, Change.AddContact, ask.Given, Need.Nothing, now);
        if (verdict.Why != Refusal.None)
        {
            return new AddAnswer.Refused(verdict.Why);
        }

        record ??= AccountRecord.New(fresh, now);
        if (record.Contacts.Verified.Any(contact => ContactAddress.IsSame(contact.Channel, contact.Address, ask.Channel, ask.Address)))
        {
            return new AddAnswer.Refused(Refusal.ContactExists);
        }

        if (record.Contacts.Verified.Count() >= ContactPart.Most)
        {
            return new AddAnswer.Refused(Refusal.TooManyContacts);
        }

        if (OwnDomains.Has(policy, ask.Channel, ask.Address) && record.Contacts.Verified.All(contact => OwnDomains.Has(policy, contact.Channel, contact.Address)))
        {
            return new AddAnswer.Refused(Refusal.OwnDomainAlone);
        }

        // Its event, and the notice to those who are there already.
        if (!record.HasRoom(2, policy))
        {
            return new AddAnswer.Busy(BusyReason.Queue);
        }

        return Begin(record, ask, policy, now);
    }

    private static Decision<AddAnswer> Begin(AccountRecord record, AddAsk ask, RecoveryPolicy policy, Instant now)
    {
        int number = record.Contacts.Numbered + 1;
        var contact = new Contact(number, ask.Channel, ask.Address, ContactState.Pending, now)
        {
            Country = ask.Country,
            Until = now + policy.PendingLifetime,
            SettlesAtOnce = SettlesAtOnce(record),
        };
        AccountRecord added = WithoutPending(record);
        added = (added with { Contacts = added.Contacts.Put(contact) with { Numbered = number } })
            .Tell(ContactAdvance.About(RecoveryEventKind.ContactAdded, contact, now, ask.From) with { Attested = true }, policy);
        var code = new SendAsk(ask.Challenge, ProofPurpose.ConfirmContact, Given: null, BringsProof: true, Receipt: null, ask.From);
        Decision<SendAnswer> sent = SecurityCodeSendRules.Begin(added, contact, code, policy, now);
        return sent.Answer switch
        {
            SendAnswer.Sent => new Decision<AddAnswer>(new AddAnswer.Sent(contact), Receipts.Keep(sent.Next!, ask.Receipt, ReceiptKind.Accepted, number, now)),
            SendAnswer.TooSoon it => new AddAnswer.Refused(Refusal.TooManyCodes, it.Until),
            SendAnswer.Refused it => new AddAnswer.Refused(it.Why),
            SendAnswer.Busy it => new AddAnswer.Busy(it.Why),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }

    // Who sets the account up, or sets it up again, has proved as much as there is to prove. A spare key that was there first has an owner who may be another.
    private static bool SettlesAtOnce(AccountRecord record) => record.Standing switch
    {
        Standing.Reentry => true,
        Standing.None => record.RecoveryCode.Live is null && record.RecoveryKey.Slot.Live is null,
        _ => false,
    };

    // One at a time waits, so a mistyped one is out of the way at once.
    private static AccountRecord WithoutPending(AccountRecord record)
    {
        if (record.Contacts.Pending is not { } pending)
        {
            return record;
        }

        foreach (Challenge challenge in record.SecurityCodes.Challenges.Where(challenge => challenge.Contact == pending.Number))
        {
            record = record.WithoutCodesOf(challenge) with { SecurityCodes = record.SecurityCodes.Without(challenge) };
        }

        return record with { Contacts = record.Contacts.Without(pending) };
    }

    private static AddAnswer Replay(AccountRecord record, Receipt receipt) => receipt.Kind == ReceiptKind.Accepted
        ? record.Contacts.Find((int)receipt.Value) is { } contact
            ? new AddAnswer.Sent(contact) { Replayed = true }
            : new AddAnswer.Refused(Refusal.ContactNotUsable)
        : new AddAnswer.Refused((Refusal)receipt.Value);
}
