using System.Text;

namespace AccountRecovery;

internal sealed class SecurityCodeService(RecoveryCalls calls, ChallengeIds challenges, SecurityCodeCheck check, RecoveryPolicy policy) : ISecurityCodes
{
    public ValueTask<SendOutcome> SendAsync(AccountId account, ContactId contact, ProofPurpose purpose, Caller caller, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = Open(account, caller) with { Purpose = purpose };
        CheckPurpose(purpose, ContactUse.IsForCodes(purpose) && purpose != ProofPurpose.ConfirmContact);
        ChallengeId challenge = challenges.Draw(account, caller, ReceiptVerb.SendSecurityCode);
        byte[] input = [(byte)purpose, .. BitConverter.GetBytes(contact.Number)];
        call = call with { Receipt = ReceiptRequest.For(ReceiptVerb.SendSecurityCode, caller, input) };
        return RunAsync(call, loaded => SecurityCodeSendRules.Start(loaded.Record, call, challenge, contact, policy, loaded.Now), cancellationToken);
    }

    public ValueTask<SendOutcome> SendToMatchAsync(AccountId account, string? typed, ProofPurpose purpose, Caller caller, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = Open(account, caller) with { Purpose = purpose, Typed = typed };
        CheckPurpose(purpose, ContactUse.IsForStrangers(purpose));
        if (!ContactAddress.ChannelsOf(typed).Any(policy.Channels.Contains))
        {
            return calls.MeasureAsync(call, static () => ValueTask.FromResult<SendOutcome>(new SendOutcome.ChannelUnavailable()));
        }

        ChallengeId challenge = challenges.Draw(account, caller, ReceiptVerb.SendSecurityCode);
        byte[] input = [(byte)purpose, .. Encoding.UTF8.GetBytes(ContactAddress.Bounded(typed))];
        call = call with { Receipt = ReceiptRequest.For(ReceiptVerb.SendSecurityCode, caller, input) };
        return RunAsync(call, loaded => SecurityCodeSendRules.StartForStranger(loaded.Record, call, challenge, policy, loaded.Now), cancellationToken);
    }

    public ValueTask<SendOutcome> ResendAsync(AccountId account, ChallengeId challenge, Caller caller, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = Open(account, caller) with { Receipt = ReceiptRequest.For(ReceiptVerb.ResendSecurityCode, caller, BitConverter.GetBytes(challenge.Value)) };
        return RunAsync(call, loaded => SecurityCodeSendRules.Resend(loaded.Record, call, challenge, policy, loaded.Now), cancellationToken);
    }

    public ValueTask<VerifyOutcome> VerifyAsync(AccountId account, ChallengeId challenge, string? typed, ProofPurpose purpose, Caller caller, CancellationToken cancellationToken = default)
    {
        RecoveryCalls.Check(account);
        CheckPurpose(purpose, ContactUse.IsForCodes(purpose) && purpose != ProofPurpose.ConfirmContact);
        return check.VerifyAsync(RecoveryAction.Redeem, account, challenge, typed, purpose, caller, cancellationToken);
    }

    private static void CheckPurpose(ProofPurpose purpose, bool allowed)
    {
        if (!allowed)
        {
            throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "Security codes cannot be sent or verified for this purpose.");
        }
    }

    private RecoveryCall Open(AccountId account, Caller caller) => calls.Open(RecoveryAction.Send, RecoveryMethod.SecurityCodes, account, caller);

    private ValueTask<SendOutcome> RunAsync(RecoveryCall call, Func<Loaded, Decision<SendOutcome>> decide, CancellationToken cancellationToken) =>
        calls.RunAsync(call, decide, why => new SendOutcome.Busy(why), cancellationToken);
}
