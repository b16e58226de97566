namespace AccountRecovery;

/// <summary>Makes tickets for what the host itself has checked.</summary>
public interface ITickets
{
    /// <summary>The host vouches that it has just checked something about the person; the ticket lets the person do what that allows.</summary>
    /// <param name="account">The account.</param>
    /// <param name="proof">What was checked, a moment ago. <see cref="HostProof.HostPassword"/> stands for the host's primary credential of any kind.</param>
    /// <param name="purpose">What the ticket is for; it fits nothing else.</param>
    /// <param name="caller">The person's session, which the ticket is bound to.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>A ticket, good for ten minutes by default. For an account without a record it is good only for the call that makes the record.</returns>
    /// <exception cref="ArgumentException">The account is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such proof or purpose.</exception>
    /// <exception cref="RecordUnreadableException">The account's record does not open.</exception>
    ValueTask<RecoveryTicket> VouchAsync(AccountId account, HostProof proof, ProofPurpose purpose, Caller caller, CancellationToken cancellationToken = default);
}
