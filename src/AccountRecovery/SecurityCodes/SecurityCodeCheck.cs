namespace AccountRecovery;

/// <summary>One try at a security code, from the caller to the outcome: for verifying one, and for confirming a contact.</summary>
internal sealed class SecurityCodeCheck(RecordRunner runner, TicketSigner signer, RecoveryPolicy policy)
{
    internal async ValueTask<VerifyOutcome> VerifyAsync(
        AccountId account, ChallengeId challenge, string? typed, ProofPurpose purpose, Caller caller, Ticket? proof, CancellationToken ct)
    {
        var ask = new VerifyAsk(
            challenge.Value,
            typed,
            purpose,
            proof is null ? null : signer.Open(account, caller.GivenSession, proof),
            proof is not null,
            ReceiptAsk.For(ReceiptVerb.VerifySecurityCode, caller, [.. ReceiptAsk.InputOf(purpose, typed), .. BitConverter.GetBytes(challenge.Value)]),
            CallerTrace.Of(caller));
        VerifyAnswer answer = await runner.RunAsync<VerifyAnswer>(
            account,
            loaded => SecurityCodeRules.Verify(loaded.Record, ask, policy, loaded.Now),
            why => new VerifyAnswer.Busy(why),
            ct).ConfigureAwait(false);
        return answer switch
        {
            VerifyAnswer.Verified it => new VerifyOutcome.Verified(ContactView.Of(it.Contact))
            {
                Replayed = it.Replayed,
                Proof = purpose == ProofPurpose.ConfirmContact
                    ? null
                    : signer.Sign(
                        account,
                        caller.GivenSession,
                        new TicketFacts(ProofKind.ContactCode, purpose, it.Epoch, it.At, it.At + policy.TicketLifetime) { Contact = it.Contact.Number }),
            },
            VerifyAnswer.Malformed it => new VerifyOutcome.Malformed(it.Fold.Fault, it.Fold.Position),
            VerifyAnswer.Refused it => new VerifyOutcome.Rejected(it.Why) { Replayed = it.Replayed },
            VerifyAnswer.Paused it => new VerifyOutcome.Paused(it.Until),
            VerifyAnswer.Busy it => new VerifyOutcome.Busy(it.Why),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }
}
