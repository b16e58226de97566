using System.Security.Cryptography;

namespace AccountRecovery;

internal sealed class CompletionService(RecordRunner runner, TicketSigner signer, RecoveryPolicy policy) : IAccountRecovery
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
}
