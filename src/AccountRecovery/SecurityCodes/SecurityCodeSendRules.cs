using NodaTime;

namespace AccountRecovery;

/// <summary>
/// Sends a security code, and another code in the same challenge. The record counts the code before it is sent; the code itself is derived from the record.
/// </summary>
internal static class SecurityCodeSendRules
{
    /// <summary>Sends a code for a person for whom the host vouches.</summary>
    internal static Decision<SendOutcome> Start(AccountRecord? record, RecoveryCall call, ChallengeId challenge, ContactId chosen, RecoveryPolicy policy, Instant now)
    {
        if (RefusedOrReplayed(record, call, challenge, now) is { } answer)
        {
            return answer;
        }

        return record!.Contacts.Find(chosen.Number) is { } contact && ContactUse.Is(record, contact, call.Purpose)
            ? Begin(record, contact, call, challenge, attested: true, policy, now)
            : new SendOutcome.Refused(Refusal.ContactNotUsable);
    }

    /// <summary>Sends a code for an anonymous caller, if the typed address matches a contact. The answer is the same in any case.</summary>
    internal static Decision<SendOutcome> StartForStranger(AccountRecord? record, RecoveryCall call, ChallengeId challenge, RecoveryPolicy policy, Instant now)
    {
        SendOutcome answer = new SendOutcome.Sent(challenge, now + SendLimits.Spacing);
        if (record is null || Receipts.Find(record, call.Receipt, now) is not null)
        {
            return answer;
        }

        Contact? met = record.Contacts.Items.FirstOrDefault(contact => ContactUse.Is(record, contact, call.Purpose) && AddressLookup.Meets(contact.Channel, contact.Address, call.Typed));
        return met is not null && Begin(record, met, call, challenge, attested: false, policy, now) is { Answer: SendOutcome.Sent, Next: { } next }
            ? new Decision<SendOutcome>(answer, next)
            : answer;
    }

    /// <summary>"I don't have a code": sends another code in the same challenge, which voids the previous code.</summary>
    internal static Decision<SendOutcome> Resend(AccountRecord? record, RecoveryCall call, ChallengeId handle, RecoveryPolicy policy, Instant now)
    {
        if (call.Given.IsEmpty)
        {
            SendOutcome answer = new SendOutcome.Sent(handle, now + SendLimits.Spacing);
            return record is not null
                && Receipts.Find(record, call.Receipt, now) is null
                && record.SecurityCodes.Find(handle.Value) is { IsAttested: false } own
                && Again(record, own, call, policy, now) is { Answer: SendOutcome.Sent, Next: { } next }
                    ? new Decision<SendOutcome>(answer, next)
                    : answer;
        }

        if (record?.SecurityCodes.Find(handle.Value) is not { IsAttested: true } challenge)
        {
            return new SendOutcome.Refused(record is null ? Refusal.UnknownAccount : Refusal.ChallengeOver);
        }

        return RefusedOrReplayed(record, call with { Purpose = challenge.Purpose }, handle, now) is { } known ? known : Again(record, challenge, call, policy, now);
    }

    /// <summary>Begins a challenge for a contact.</summary>
    internal static Decision<SendOutcome> Begin(AccountRecord record, Contact contact, RecoveryCall call, ChallengeId handle, bool attested, RecoveryPolicy policy, Instant now)
    {
        if (record.SecurityCodes.Find(handle.Value) is not null)
        {
            // This is a repeated call whose receipt was displaced by newer ones. Beginning the challenge again would give the same code five more tries.
            return new SendOutcome.Sent(handle, now + SendLimits.Spacing) { Replayed = true };
        }

        Challenge[] live = [.. record.SecurityCodes.Challenges.Where(challenge => challenge.Contact == contact.Number && challenge.IsLive(now))];
        Challenge[] counted = attested ? live : [.. live.Where(challenge => !challenge.IsAttested)];
        int most = attested ? SecurityCodePart.MostChallenges : SecurityCodePart.MostAnonymousChallenges;
        return counted.Length >= most || live.Length >= SecurityCodePart.MostChallenges
            ? new SendOutcome.TooSoon(live.Min(challenge => challenge.ExpiresAt))
            : Send(record, contact, new Challenge(handle.Value, contact.Number, call.Purpose, contact.Channel, attested, now, now + policy.SecurityCodeLifetime), call, policy, now);
    }

    private static Decision<SendOutcome> Again(AccountRecord record, Challenge challenge, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        if (record.Contacts.Find(challenge.Contact) is not { } contact || !ContactUse.Is(record, contact, challenge.Purpose))
        {
            return new SendOutcome.Refused(Refusal.ContactNotUsable);
        }

        Challenge next = challenge with
        {
            Sends = challenge.Sends + 1,
            Tries = 0,
            Channel = contact.Channel,
            SentAt = now,
            ExpiresAt = now + policy.SecurityCodeLifetime,
        };
        return Send(record.WithoutCodesOf(challenge), contact, next, call, policy, now);
    }

    private static Decision<SendOutcome> Send(AccountRecord record, Contact contact, Challenge challenge, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        if (!policy.Channels.Contains(contact.Channel))
        {
            return new SendOutcome.ChannelUnavailable();
        }

        Instant earliest = SendLimits.Earliest(record.SecurityCodes.Sends, contact.Number, challenge.IsAttested, now);
        if (now < earliest)
        {
            return new SendOutcome.TooSoon(earliest);
        }

        if (!record.HasRoom(2, policy))
        {
            return new SendOutcome.Busy(BusyReason.Queue);
        }

        var message = new QueuedMessage(0, MessageKind.SecurityCode, [new Recipient(contact.Number)], now, challenge.ExpiresAt, call.From)
        {
            Challenge = challenge.Id,
            Send = challenge.Sends,
        };
        SecurityCodePart codes = record.SecurityCodes.Put(challenge);
        AccountRecord next = (record with
        {
            SecurityCodes = codes with { Sends = codes.Sends.Add(new CodeSend(now, contact.Number, challenge.IsAttested)) },
            Messages = record.Messages.Add(message),
        }).Raise(EventFor.Contact(RecoveryEventKind.SecurityCodeSent, contact, now, call.From) with { Attested = challenge.IsAttested }, policy);
        return new Decision<SendOutcome>(
            new SendOutcome.Sent(new ChallengeId(challenge.Id), now + SendLimits.Spacing),
            Receipts.Keep(next, call.Receipt, ReceiptKind.Accepted, 0, now));
    }

    // Checks the host's proofs before anything about contacts is read. Returns null if the proofs are valid and the call is not a repetition.
    private static SendOutcome? RefusedOrReplayed(AccountRecord? record, RecoveryCall call, ChallengeId handle, Instant now)
    {
        if (record is null)
        {
            return new SendOutcome.Refused(Refusal.UnknownAccount);
        }

        if (Receipts.Find(record, call.Receipt, now) is { } receipt)
        {
            return receipt.Kind == ReceiptKind.Accepted
                ? new SendOutcome.Sent(handle, receipt.At + SendLimits.Spacing) { Replayed = true }
                : new SendOutcome.Refused((Refusal)receipt.Value);
        }

        if (record.IsFrozen)
        {
            return new SendOutcome.Refused(Refusal.Frozen);
        }

        if (call.Given.IsEmpty)
        {
            return new SendOutcome.Refused(Refusal.SessionProofNeeded);
        }

        return ProofRules.CheckAttestation(call, record.Epoch, now) is not Refusal.None and Refusal why ? new SendOutcome.Refused(why) : null;
    }
}
