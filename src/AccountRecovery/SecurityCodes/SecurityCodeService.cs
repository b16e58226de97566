using System.Text;

namespace AccountRecovery;

internal sealed class SecurityCodeService(RecordRunner runner, TicketSigner signer, ChallengeIds challenges, SecurityCodeCheck check, RecoveryPolicy policy) : ISecurityCodes
{
    public async ValueTask<SendOutcome> SendAsync(AccountId account, ContactId contact, ProofPurpose purpose, Ticket proof, Caller caller, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        ArgumentNullException.ThrowIfNull(proof);
        CheckPurpose(purpose, ContactUse.IsForCodes(purpose) && purpose != ProofPurpose.ConfirmContact);
        ChallengeId challenge = challenges.Draw(account, caller, ReceiptVerb.SendSecurityCode);
        byte[] input = [(byte)purpose, .. BitConverter.GetBytes(contact.Number)];
        SendAsk ask = Ask(account, challenge, purpose, proof, caller, ReceiptVerb.SendSecurityCode, input) with { Contact = contact };
        return OutcomeOf(challenge, await RunAsync(account, loaded => SecurityCodeSendRules.Start(loaded.Record, ask, policy, loaded.Now), ct).ConfigureAwait(false));
    }

    public async ValueTask<SendOutcome> SendToMatchAsync(AccountId account, string? typed, ProofPurpose purpose, Caller caller, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        CheckPurpose(purpose, ContactUse.IsForStrangers(purpose));
        if (!ContactAddress.ChannelsOf(typed).Any(policy.Channels.Contains))
        {
            return new SendOutcome.ChannelUnavailable();
        }

        ChallengeId challenge = challenges.Draw(account, caller, ReceiptVerb.SendSecurityCode);
        byte[] input = [(byte)purpose, .. Encoding.UTF8.GetBytes(ContactAddress.Bounded(typed))];
        SendAsk ask = Ask(account, challenge, purpose, proof: null, caller, ReceiptVerb.SendSecurityCode, input) with { Typed = typed };
        return OutcomeOf(challenge, await RunAsync(account, loaded => SecurityCodeSendRules.StartForStranger(loaded.Record, ask, policy, loaded.Now), ct).ConfigureAwait(false));
    }

    public async ValueTask<SendOutcome> ResendAsync(AccountId account, ChallengeId challenge, Caller caller, Ticket? proof = null, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        SendAsk ask = Ask(account, challenge, default, proof, caller, ReceiptVerb.ResendSecurityCode, BitConverter.GetBytes(challenge.Value));
        return OutcomeOf(challenge, await RunAsync(account, loaded => SecurityCodeSendRules.Resend(loaded.Record, ask, policy, loaded.Now), ct).ConfigureAwait(false));
    }

    public ValueTask<VerifyOutcome> VerifyAsync(
        AccountId account, ChallengeId challenge, string? typed, ProofPurpose purpose, Caller caller, Ticket? proof = null, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        CheckPurpose(purpose, ContactUse.IsForCodes(purpose) && purpose != ProofPurpose.ConfirmContact);
        return check.VerifyAsync(account, challenge, typed, purpose, caller, proof, ct);
    }

    private static void CheckPurpose(ProofPurpose purpose, bool allowed)
    {
        if (!allowed)
        {
            throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No security code is for this purpose here.");
        }
    }

    private static SendOutcome OutcomeOf(ChallengeId challenge, SendAnswer answer) => answer switch
    {
        SendAnswer.Sent it => new SendOutcome.Sent(challenge, it.NextAt) { Replayed = it.Replayed },
        SendAnswer.TooSoon it => new SendOutcome.TooSoon(it.Until),
        SendAnswer.Refused { Why: Refusal.ChannelUnavailable } => new SendOutcome.ChannelUnavailable(),
        SendAnswer.Refused it => new SendOutcome.Refused(it.Why),
        SendAnswer.Busy it => new SendOutcome.Busy(it.Why),
        _ => throw new InvalidOperationException("The family is closed."),
    };

    private ValueTask<SendAnswer> RunAsync(AccountId account, Func<Loaded, Decision<SendAnswer>> decide, CancellationToken ct) =>
        runner.RunAsync(account, decide, why => new SendAnswer.Busy(why), ct);

    private SendAsk Ask(AccountId account, ChallengeId challenge, ProofPurpose purpose, Ticket? proof, Caller caller, ReceiptVerb verb, byte[] input) => new(
        challenge.Value,
        purpose,
        proof is null ? null : signer.Open(account, caller.GivenSession, proof),
        proof is not null,
        ReceiptAsk.For(verb, caller, input),
        CallerTrace.Of(caller));
}
