using NodaTime;

namespace AccountRecovery;

/// <summary>Sending a security code, and sending another. Counted before it is sent; the code itself follows from the record.</summary>
internal static class SecurityCodeSendRules
{
    /// <summary>A code for somebody the host vouches for.</summary>
    internal static Decision<SendAnswer> Start(AccountRecord? record, SendAsk ask, RecoveryPolicy policy, Instant now)
    {
        if (RefusedOrReplayed(record, ask, now) is { } answer)
        {
            return answer;
        }

        return record!.Contacts.Find(ask.Contact!.Value.Number) is { } contact && ContactUse.Is(record, contact, ask.Purpose)
            ? Begin(record, contact, ask, policy, now)
            : new SendAnswer.Refused(Refusal.ContactNotUsable);
    }

    /// <summary>A code for a stranger, if what was typed meets a contact. The answer is the same in any case.</summary>
    internal static Decision<SendAnswer> StartForStranger(AccountRecord? record, SendAsk ask, RecoveryPolicy policy, Instant now)
    {
        var answer = new SendAnswer.Sent(now + SendLimits.Spacing);
        if (record is null || Receipts.Find(record, ask.Receipt, now) is not null)
        {
            return answer;
        }

        Contact? met = record.Contacts.Items.FirstOrDefault(contact => ContactUse.Is(record, contact, ask.Purpose) && AddressLookup.Meets(contact.Address, ask.Typed));
        return met is not null && Begin(record, met, ask, policy, now) is { Answer: SendAnswer.Sent, Next: { } next }
            ? new Decision<SendAnswer>(answer, next)
            : answer;
    }

    /// <summary>"I don't have a code": another one for the same flow, which kills the one before.</summary>
    internal static Decision<SendAnswer> Resend(AccountRecord? record, SendAsk ask, RecoveryPolicy policy, Instant now)
    {
        if (!ask.BringsProof)
        {
            var answer = new SendAnswer.Sent(now + SendLimits.Spacing);
            return record is not null
                && Receipts.Find(record, ask.Receipt, now) is null
                && record.SecurityCodes.Find(ask.Challenge) is { IsAttested: false } own
                && Again(record, own, ask, policy, now) is { Answer: SendAnswer.Sent, Next: { } next }
                    ? new Decision<SendAnswer>(answer, next)
                    : answer;
        }

        if (record?.SecurityCodes.Find(ask.Challenge) is not { IsAttested: true } challenge)
        {
            return new SendAnswer.Refused(record is null ? Refusal.UnknownAccount : Refusal.ChallengeOver);
        }

        return RefusedOrReplayed(record, ask with { Purpose = challenge.Purpose }, now) is { } known ? known : Again(record, challenge, ask, policy, now);
    }

    /// <summary>Begins a flow for a contact.</summary>
    internal static Decision<SendAnswer> Begin(AccountRecord record, Contact contact, SendAsk ask, RecoveryPolicy policy, Instant now)
    {
        if (record.SecurityCodes.Find(ask.Challenge) is not null)
        {
            // A repeated call whose receipt others have pushed out: begun anew, the same code would have five more tries.
            return new SendAnswer.Sent(now + SendLimits.Spacing) { Replayed = true };
        }

        Challenge[] live = [.. record.SecurityCodes.Challenges.Where(challenge => challenge.Contact == contact.Number && challenge.IsLive(now))];
        Challenge[] counted = ask.BringsProof ? live : [.. live.Where(challenge => !challenge.IsAttested)];
        int most = ask.BringsProof ? SecurityCodePart.MostChallenges : SecurityCodePart.MostAnonymousChallenges;
        return counted.Length >= most || live.Length >= SecurityCodePart.MostChallenges
            ? new SendAnswer.TooSoon(live.Min(challenge => challenge.ExpiresAt))
            : Send(record, contact, new Challenge(ask.Challenge, contact.Number, ask.Purpose, contact.Channel, ask.BringsProof, now, now + policy.SecurityCodeLifetime), ask, policy, now);
    }

    private static Decision<SendAnswer> Again(AccountRecord record, Challenge challenge, SendAsk ask, RecoveryPolicy policy, Instant now)
    {
        if (record.Contacts.Find(challenge.Contact) is not { } contact || !ContactUse.Is(record, contact, challenge.Purpose))
        {
            return new SendAnswer.Refused(Refusal.ContactNotUsable);
        }

        Challenge next = challenge with
        {
            Sends = challenge.Sends + 1,
            Tries = 0,
            Channel = contact.Channel,
            SentAt = now,
            ExpiresAt = now + policy.SecurityCodeLifetime,
        };
        return Send(record.WithoutCodesOf(challenge), contact, next, ask, policy, now);
    }

    private static Decision<SendAnswer> Send(AccountRecord record, Contact contact, Challenge challenge, SendAsk ask, RecoveryPolicy policy, Instant now)
    {
        if (!policy.Channels.Contains(contact.Channel))
        {
            return new SendAnswer.Refused(Refusal.ChannelUnavailable);
        }

        Instant earliest = SendLimits.Earliest(record.SecurityCodes.Sends, contact.Number, challenge.IsAttested, now);
        if (now < earliest)
        {
            return new SendAnswer.TooSoon(earliest);
        }

        if (!record.HasRoom(2, policy))
        {
            return new SendAnswer.Busy(BusyReason.Queue);
        }

        var message = new QueuedMessage(0, MessageKind.SecurityCode, [new Recipient(contact.Number)], now, challenge.ExpiresAt, ask.From)
        {
            Challenge = challenge.Id,
            Send = challenge.Sends,
        };
        SecurityCodePart codes = record.SecurityCodes.Put(challenge);
        AccountRecord next = (record with
        {
            SecurityCodes = codes with { Sends = codes.Sends.Add(new CodeSend(now, contact.Number, challenge.IsAttested)) },
            Messages = record.Messages.Add(message),
        }).Raise(EventFor.Contact(RecoveryEventKind.SecurityCodeSent, contact, now, ask.From) with { Attested = challenge.IsAttested }, policy);
        return new Decision<SendAnswer>(
            new SendAnswer.Sent(now + SendLimits.Spacing),
            Receipts.Keep(next, ask.Receipt, ReceiptKind.Accepted, 0, now));
    }

    // What the host's word is checked for before anything about contacts is looked at; null when it is good.
    private static SendAnswer? RefusedOrReplayed(AccountRecord? record, SendAsk ask, Instant now)
    {
        if (record is null)
        {
            return new SendAnswer.Refused(Refusal.UnknownAccount);
        }

        if (Receipts.Find(record, ask.Receipt, now) is { } receipt)
        {
            return receipt.Kind == ReceiptKind.Accepted
                ? new SendAnswer.Sent(receipt.At + SendLimits.Spacing) { Replayed = true }
                : new SendAnswer.Refused((Refusal)receipt.Value);
        }

        if (record.IsFrozen)
        {
            return new SendAnswer.Refused(Refusal.Frozen);
        }

        return ProofRules.CheckAttestation(ask.Given, record.Epoch, ask.Purpose, now) is not Refusal.None and Refusal why ? new SendAnswer.Refused(why) : null;
    }
}
