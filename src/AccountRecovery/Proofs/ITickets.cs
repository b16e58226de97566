namespace AccountRecovery;

/// <summary>Makes tickets for checks that the host itself has made.</summary>
public interface ITickets
{
    /// <summary>Makes a ticket by which the host vouches for a check that it has just made. The ticket allows the person what this check allows.</summary>
    /// <param name="account">The account.</param>
    /// <param name="proof">
    /// The check that the host has just made. <see cref="HostProof.HostPassword"/> stands for the host's primary credential of any kind.
    /// </param>
    /// <param name="purpose">The purpose of the ticket. The ticket is not accepted for any other purpose.</param>
    /// <param name="caller">The person. The ticket is bound to their session.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>
    /// A ticket that is valid for ten minutes by default. A ticket for an account without a record is valid only for the call that creates the record.
    /// </returns>
    /// <exception cref="ArgumentException">The account is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The proof or the purpose is not defined.</exception>
    /// <exception cref="RecordUnreadableException">The account's record cannot be opened.</exception>
    ValueTask<RecoveryTicket> VouchAsync(AccountId account, HostProof proof, ProofPurpose purpose, Caller caller, CancellationToken cancellationToken = default);
}
