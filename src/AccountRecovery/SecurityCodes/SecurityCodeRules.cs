using NodaTime;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.SecurityCodeAccepted>;

namespace AccountRecovery;

/// <summary>Checks a security code. One write counts the try, compares the code and uses it up, and no result is shown before this write is durable.</summary>
/// <remarks>All challenges of an account charge one budget, so that another challenge, contact, purpose or code does not give more tries.</remarks>
internal static class SecurityCodeRules
{
    internal static readonly TimeRule Time = TimeRule.OnlyRestart(Restart);

    /// <summary>
    /// How long security codes are paused after the maximum number of failures in a row (100 by default), unless a stronger proof is given: 24 hours.
    /// </summary>
    internal static readonly Duration ClosedFor = Duration.FromHours(24);

    /// <param name="record">The account's record; null if there is none.</param>
    /// <param name="call">The call with the typed code.</param>
    /// <param name="handle">The handle of the challenge.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">The current time.</param>
    internal static Decision<Attempt> Verify(AccountRecord? record, RecoveryCall call, long handle, RecoveryPolicy policy, Instant now)
    {
        Span<byte> symbols = stackalloc byte[CodeFormat.MaxLength];
        NormalizationResult normalized = CodeNormalizer.Normalize(CodeFormat.SecurityCode, call.Typed, symbols);
        if (!normalized.IsCode)
        {
            return new Attempt.Malformed(normalized);
        }

        if (record is null)
        {
            return new Attempt.Refused(Refusal.UnknownAccount);
        }

        if (Receipts.Find(record, call.Receipt, now) is { } receipt)
        {
            return Replay(record, receipt);
        }

        if (record.IsFrozen)
        {
            return new Attempt.Refused(Refusal.Frozen);
        }

        if (ProofRules.CheckAttestation(call, record.Epoch, now) is not Refusal.None and Refusal bad)
        {
            return new Attempt.Refused(bad);
        }

        AttemptBudget budget = record.SecurityCodes.Budgets.Of(call.IsAttested);
        if (AttemptRules.IsPaused(budget, now))
        {
            return new Attempt.Paused(budget.PausedUntil!.Value);
        }

        if (!record.HasRoom(2, policy))
        {
            return new Attempt.Busy(BusyReason.Queue);
        }

        Challenge? challenge = record.SecurityCodes.Find(handle);
        Contact? contact = challenge is null ? null : record.Contacts.Find(challenge.Contact);
        bool isLive = challenge?.IsLive(now) == true && contact is not null && ContactUse.Is(record, contact, challenge.Purpose);
        return isLive && SecurityCodeDerivation.IsRight(record.Secret, challenge!, call.Purpose, symbols[..CodeFormat.SecurityCode.Length])
            ? Accept(record, challenge!, contact!, call, policy, now)
            : Refuse(record, isLive ? challenge : null, call, policy, now);
    }

    private static Decision<Attempt> Accept(AccountRecord record, Challenge challenge, Contact contact, RecoveryCall call, RecoveryPolicy policy, Instant now)
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

            // The code shows that the contact still reaches the person, which answers the prompt.
            Access = shown.State == ContactState.Verified ? record.Access with { Prompt = null } : record.Access,
            SecurityCodes = codes with { Budgets = codes.Budgets.With(call.IsAttested, codes.Budgets.Of(call.IsAttested).Reopened()) },
        };
        RecoveryEventKind kind = confirms ? RecoveryEventKind.ContactConfirmed : RecoveryEventKind.CodeRedeemed;
        next = (confirms ? next.LeaveReentry() : next).Raise(EventFor.Contact(kind, shown, now, call.From) with { Attested = call.IsAttested }, policy);
        return new Decision<Attempt>(
            new Attempt.Accepted(new SecurityCodeAccepted(shown, record.Epoch, now)),
            Receipts.Keep(next, call.Receipt, ReceiptKind.Accepted, shown.Number, now));
    }

    private static Decision<Attempt> Refuse(AccountRecord record, Challenge? tried, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        Refusal why = tried is null ? Refusal.ChallengeOver : Refusal.WrongCode;
        AttemptBudget charged = AttemptRules.Charge(record.SecurityCodes.Budgets.Of(call.IsAttested), policy, now, CallerTrace.None);
        AttemptBudget failed = AttemptRules.Fail(charged, charged.LastCharge);

        // The budget is closed only for a day, because a person without a stronger proof would otherwise be locked out for good. Each further failure closes it
        // again.
        failed = failed.Closed ? failed with { Closed = false, PausedUntil = now + ClosedFor } : failed;
        SecurityCodePart codes = record.SecurityCodes with { Budgets = record.SecurityCodes.Budgets.With(call.IsAttested, failed) };
        codes = tried is null ? codes : codes.Put(tried with { Tries = tried.Tries + 1 });
        QueuedEvent refused = EventFor.RefusedAttempt(RecoveryMethod.SecurityCodes, call.IsAttested, now, call.From);
        return new Decision<Attempt>(
            new Attempt.Refused(why),
            Receipts.Keep((record with { SecurityCodes = codes }).Raise(refused, policy), call.Receipt, ReceiptKind.Refused, (long)why, now));
    }

    /// <summary>
    /// Restarts the state of security codes after a wrong clock was repaired: earlier codes are void, and sends with a time in the future count from now.
    /// </summary>
    private static AccountRecord Restart(AccountRecord record, RecoveryPolicy policy, Instant now) => record with
    {
        SecurityCodes = record.SecurityCodes with
        {
            Challenges = [],
            Sends = [.. record.SecurityCodes.Sends.Select(send => send with { At = Instant.Min(send.At, now) })],
            Budgets = AttemptRules.Restart(record.SecurityCodes.Budgets, policy, now),
        },
    };

    private static Attempt Replay(AccountRecord record, Receipt receipt)
    {
        if (receipt.Kind != ReceiptKind.Accepted)
        {
            return new Attempt.Refused((Refusal)receipt.Value) { Replayed = !Receipts.IsReuse(receipt) };
        }

        return record.Contacts.Find((int)receipt.Value) is { } contact
            ? new Attempt.Accepted(new SecurityCodeAccepted(contact, receipt.Epoch, receipt.At)) { Replayed = true }
            : new Attempt.Refused(Refusal.ContactNotUsable) { Replayed = true };
    }
}
