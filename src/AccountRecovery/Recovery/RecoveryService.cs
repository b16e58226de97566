using System.Security.Cryptography;

namespace AccountRecovery;

internal sealed class RecoveryService(RecordRunner runner, TicketSigner signer, RecoveryPolicy policy) : IAccountRecovery
{
    public ValueTask<CompleteOutcome> CompleteAsync(AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        var given = ProofsGiven.Open(signer, account, proofs, caller);
        byte[] input = SHA256.HashData([.. proofs.SelectMany(proof => proof.Bytes.ToArray())]);
        ReceiptAsk? ask = ReceiptAsk.For(ReceiptVerb.CompleteRecovery, caller, input);
        var from = CallerTrace.Of(caller);
        return runner.RunAsync(
            account,
            loaded => CompletionRules.Complete(loaded.Record, given, ask, from, policy, loaded.Now),
            why => new CompleteOutcome.Busy(why),
            ct);
    }

    public ValueTask<CredentialsOutcome> CredentialsSetAsync(AccountId account, Ticket grant, Caller caller, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        ArgumentNullException.ThrowIfNull(grant);
        TicketFacts? opened = signer.Open(account, caller.GivenSession, grant);
        var from = CallerTrace.Of(caller);
        return runner.RunAsync(
            account,
            loaded => CredentialRules.CredentialsSet(loaded.Record, opened, from, policy, loaded.Now),
            why => new CredentialsOutcome.Busy(why),
            ct);
    }
}
