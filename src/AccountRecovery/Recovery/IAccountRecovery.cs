namespace AccountRecovery;

/// <summary>The end of a recovery: whether what a person has proved is enough to get back in.</summary>
/// <remarks>
/// Safe for concurrent use. Throws <see cref="RecordUnreadableException"/> when the account's record does not open, <see cref="ArgumentException"/> for an empty
/// account, and whatever the store throws.
/// </remarks>
public interface IAccountRecovery
{
    /// <summary>
    /// Completes a recovery by one or two proofs. The recovery code alone is enough, and so is a recovery key that was exclusive. Else it is a key or the code of a
    /// settled contact, and, with <see cref="Caller.TwoStep"/> or under <see cref="RecoveryProfile.Nist80063B4"/>, a second proof of another kind. While a key is
    /// exclusive, no security code completes. Every earlier session, ticket, flow and pending change is void then.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person, having tickets for <see cref="ProofPurpose.Recover"/> of <see cref="IRecoveryCodes.RedeemAsync"/>, <see cref="IRecoveryKeys.RedeemAsync"/> or <see cref="ISecurityCodes.VerifyAsync"/>, and beside them a backup code's ticket, <see cref="HostProof.HostTwoStep"/> or <see cref="HostProof.TrustedDevice"/>.</param>
    /// <param name="cancellationToken">Honoured until the commit starts.</param>
    /// <returns>What came of it.</returns>
    ValueTask<CompleteOutcome> CompleteAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// The host reports that it has set new credentials (password, second steps) for an account whose recovery code was redeemed. Set them first, then report:
    /// from here on <see cref="HostProof.HostPassword"/> counts again, and sessions that began earlier are void.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person, in the session that redeemed the code, having the grant.</param>
    /// <param name="cancellationToken">Honoured until the commit starts.</param>
    /// <returns>What came of it. Reporting again changes nothing.</returns>
    ValueTask<CredentialsOutcome> CredentialsSetAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);
}
