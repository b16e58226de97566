namespace AccountRecovery;

internal sealed class TicketService(RecordRunner runner, TicketSigner signer, RecoveryPolicy policy) : ITickets
{
    public async ValueTask<RecoveryTicket> VouchAsync(AccountId account, HostProof proof, ProofPurpose purpose, Caller caller, CancellationToken cancellationToken = default)
    {
        RecoveryCalls.Check(account);
        RecoveryCalls.Check(purpose);
        ArgumentNullException.ThrowIfNull(caller);
        if (!Enum.IsDefined(proof))
        {
            throw new ArgumentOutOfRangeException(nameof(proof), proof, "No such proof.");
        }

        Loaded loaded = await runner.ReadAsync(account, cancellationToken).ConfigureAwait(false);
        return signer.Sign(
            account,
            caller.GivenSession,
            new TicketFacts((ProofKind)proof, purpose, loaded.Record?.Epoch, loaded.Now, loaded.Now + policy.TicketLifetime));
    }
}
