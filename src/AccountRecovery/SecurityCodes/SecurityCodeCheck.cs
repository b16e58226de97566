using Attempt = AccountRecovery.AttemptResult<AccountRecovery.SecurityCodeAccepted>;

namespace AccountRecovery;

/// <summary>Runs one try at a security code, from the caller to the outcome: to verify a code, or to confirm a contact.</summary>
internal sealed class SecurityCodeCheck(RecoveryCalls calls, RecoveryPolicy policy)
{
    internal ValueTask<VerifyOutcome> VerifyAsync(
        RecoveryAction action, AccountId account, ChallengeId challenge, string? typed, ProofPurpose purpose, Caller caller, CancellationToken cancellationToken)
    {
        RecoveryCall call = calls.Open(action, RecoveryMethod.SecurityCodes, account, caller) with
        {
            Purpose = purpose,
            Typed = typed,
            Receipt = ReceiptRequest.For(ReceiptVerb.VerifySecurityCode, caller, [.. ReceiptRequest.InputOf(purpose, typed), .. BitConverter.GetBytes(challenge.Value)]),
        };
        return calls.RunAsync<Attempt, VerifyOutcome>(
            call,
            loaded => SecurityCodeRules.Verify(loaded.Record, call, challenge.Value, policy, loaded.Now),
            why => new Attempt.Busy(why),
            result => OutcomeOf(call, result),
            cancellationToken);
    }

    // Security codes are never closed for good. After too many failures they are paused for a day.
    private VerifyOutcome OutcomeOf(RecoveryCall call, Attempt result) => result.Match<VerifyOutcome>(
        accepted => new VerifyOutcome.Verified(ContactView.Of(accepted.Contact))
        {
            Proof = call.Purpose == ProofPurpose.ConfirmContact ? null : Proof(call, accepted),
        },
        normalized => new VerifyOutcome.Malformed(normalized.Fault, normalized.Position),
        why => new VerifyOutcome.Refused(why),
        until => new VerifyOutcome.Paused(until),
        () => throw new InvalidOperationException("Security codes are paused and never closed."),
        why => new VerifyOutcome.Busy(why)) with
    {
        Replayed = result.Replayed,
    };

    private RecoveryTicket Proof(RecoveryCall call, SecurityCodeAccepted accepted) => calls.Sign(
        call,
        new TicketFacts(ProofKind.ContactCode, call.Purpose, accepted.Epoch, accepted.At, accepted.At + policy.TicketLifetime) { Contact = accepted.Contact.Number });
}
