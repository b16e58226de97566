using System.Security.Cryptography;

namespace AccountRecovery;

internal sealed class RecoveryService(RecoveryCalls calls, RecoveryPolicy policy) : IAccountRecovery
{
    public ValueTask<CompleteOutcome> CompleteAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = calls.Open(RecoveryAction.Complete, RecoveryMethod.None, account, caller);
        byte[] input = SHA256.HashData([.. caller.Tickets.SelectMany(ticket => ticket.Bytes.ToArray()), .. caller.Stated.Select(proof => (byte)proof)]);
        call = call with { Purpose = ProofPurpose.Recover, Receipt = ReceiptRequest.For(ReceiptVerb.CompleteRecovery, caller, input) };
        return calls.RunAsync(call, loaded => CompletionRules.Complete(loaded.Record, call, policy, loaded.Now), why => new CompleteOutcome.Busy(why), cancellationToken);
    }

    public ValueTask<CredentialsOutcome> CredentialsSetAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = calls.Open(RecoveryAction.SetCredentials, RecoveryMethod.RecoveryCode, account, caller);
        return calls.RunAsync(call, loaded => CredentialRules.CredentialsSet(loaded.Record, call, policy, loaded.Now), why => new CredentialsOutcome.Busy(why), cancellationToken);
    }
}
