using NodaTime;

namespace AccountRecovery;

/// <summary>Checking a security code: counting, comparing and consuming are one write, and nothing is shown before it is durable.</summary>
/// <remarks>All challenges of an account charge one budget, so that neither another challenge, contact, purpose nor code gives more tries.</remarks>
internal static class SecurityCodeRules
{
    internal static readonly TimeRule Time = TimeRule.OnlyRestart(Restart);

    /// <summary>How long a hundred failures in a row close the method, unless a stronger proof is given.</summary>
    internal static readonly Duration ClosedFor = Duration.FromHours(24);

    internal static Decision<VerifyAnswer> Verify(AccountRecord? record, VerifyAsk ask, RecoveryPolicy policy, Instant now)
    {
        Span<byte> symbols = stackalloc byte[CodeFormat.MaxLength];
        FoldResult fold = CodeFolding.Fold(CodeFormat.SecurityCode, ask.Typed, symbols);
        if (!fold.IsCode)
        {
            return new VerifyAnswer.Malformed(fold);
        }

        if (record is null)
        {
            return new VerifyAnswer.Refused(Refusal.UnknownAccount);
        }

        if (Receipts.Find(record, ask.Receipt, now) is { } receipt)
        {
            return Replay(record, receipt);
        }

        if (record.IsFrozen)
        {
            return new VerifyAnswer.Refused(Refusal.Frozen);
        }

        if (ask.BringsProof && ProofRules.CheckAttestation(ask.Given, record.Epoch, ask.Purpose, now) is not Refusal.None and Refusal bad)
        {
            return new VerifyAnswer.Refused(bad);
        }

        AttemptBudget budget = record.SecurityCodes.Budgets.Of(ask.BringsProof);
        if (AttemptRules.IsPaused(budget, now))
        {
            return new VerifyAnswer.Paused(budget.PausedUntil!.Value);
        }

        if (!record.HasRoom(2, policy))
        {
            return new VerifyAnswer.Busy(BusyReason.Queue);
        }

        Challenge? challenge = record.SecurityCodes.Find(ask.Challenge);
        Contact? contact = challenge is null ? null : record.Contacts.Find(challenge.Contact);
        bool isLive = challenge?.IsLive(now) == true && contact is not null && ContactUse.Is(record, contact, challenge.Purpose);
        return isLive && SecurityCodeDerivation.IsRight(record.Secret, challenge!, ask.Purpose, symbols[..CodeFormat.SecurityCode.Length])
            ? Accept(record, challenge!, contact!, ask, policy, now)
            : Refuse(record, isLive ? challenge : null, ask, policy, now);
    }

    private static Decision<VerifyAnswer> Accept(AccountRecord record, Challenge challenge, Contact contact, VerifyAsk ask, RecoveryPolicy policy, Instant now)
    {
        bool confirms = contact.State == ContactState.Pending;
        Contact shown = confirms ? contact.Confirm(now) : contact with { ShownAt = now };
        SecurityCodePart codes = record.SecurityCodes.Without(challenge);
        ContactPart contacts = shown.State == ContactState.Notice
            ? record.Contacts.Move(other => other.State == ContactState.Notice ? null : other)
            : record.Contacts;
        AccountRecord next = record.WithoutCodesOf(challenge) with
        {
            Contacts = contacts.Put(shown),

            // Somebody was reached, which is what was asked.
            Access = shown.State == ContactState.Verified ? record.Access with { Prompt = null } : record.Access,
            SecurityCodes = codes with { Budgets = codes.Budgets.With(ask.BringsProof, codes.Budgets.Of(ask.BringsProof).Reopened()) },
        };
        RecoveryEventKind kind = confirms ? RecoveryEventKind.ContactConfirmed : RecoveryEventKind.CodeRedeemed;
        next = (confirms ? next.LeaveReentry() : next).Raise(EventFor.Contact(kind, shown, now, ask.From) with { Attested = ask.BringsProof }, policy);
        return new Decision<VerifyAnswer>(
            new VerifyAnswer.Verified(shown, record.Epoch, now),
            Receipts.Keep(next, ask.Receipt, ReceiptKind.Accepted, shown.Number, now));
    }

    private static Decision<VerifyAnswer> Refuse(AccountRecord record, Challenge? tried, VerifyAsk ask, RecoveryPolicy policy, Instant now)
    {
        Refusal why = tried is null ? Refusal.ChallengeOver : Refusal.WrongCode;
        AttemptBudget charged = AttemptRules.Charge(record.SecurityCodes.Budgets.Of(ask.BringsProof), policy, now, CallerTrace.None);
        AttemptBudget failed = AttemptRules.Fail(charged, charged.LastCharge);

        // Closed only for a day: who has no stronger proof would be locked out for good otherwise. Each failure after that closes it again.
        failed = failed.Closed ? failed with { Closed = false, PausedUntil = now + ClosedFor } : failed;
        SecurityCodePart codes = record.SecurityCodes with { Budgets = record.SecurityCodes.Budgets.With(ask.BringsProof, failed) };
        codes = tried is null ? codes : codes.Put(tried with { Tries = tried.Tries + 1 });
        var refused = EventFor.RefusedAttempt(RecoveryMethod.SecurityCodes, ask.BringsProof, now, ask.From);
        return new Decision<VerifyAnswer>(
            new VerifyAnswer.Refused(why),
            Receipts.Keep((record with { SecurityCodes = codes }).Raise(refused, policy), ask.Receipt, ReceiptKind.Rejected, (long)why, now));
    }

    /// <summary>A wrong clock was repaired: codes from before are void, and what was sent by it counts from now.</summary>
    private static AccountRecord Restart(AccountRecord record, RecoveryPolicy policy, Instant now) => record with
    {
        SecurityCodes = record.SecurityCodes with
        {
            Challenges = [],
            Sends = [.. record.SecurityCodes.Sends.Select(send => send with { At = Instant.Min(send.At, now) })],
            Budgets = AttemptRules.Restart(record.SecurityCodes.Budgets, policy, now),
        },
    };

    private static VerifyAnswer Replay(AccountRecord record, Receipt receipt)
    {
        if (receipt.Kind != ReceiptKind.Accepted)
        {
            return new VerifyAnswer.Refused((Refusal)receipt.Value) { Replayed = !Receipts.IsReuse(receipt) };
        }

        return record.Contacts.Find((int)receipt.Value) is { } contact
            ? new VerifyAnswer.Verified(contact, receipt.Epoch, receipt.At) { Replayed = true }
            : new VerifyAnswer.Refused(Refusal.ContactNotUsable) { Replayed = true };
    }
}
