namespace AccountRecovery;

/// <summary>Completes recoveries: decides whether the proofs of a person are enough to give them the account back.</summary>
/// <remarks>
/// Safe for concurrent use. Throws <see cref="RecordUnreadableException"/> if the account's record cannot be opened, <see cref="ArgumentException"/> for an empty
/// account, and any exception of the store.
/// </remarks>
public interface IAccountRecovery
{
    /// <summary>
    /// Completes a recovery with one or two proofs. The recovery code alone is enough, and so is a recovery key that was exclusive when it was redeemed. Otherwise
    /// the first proof is a recovery key or the code of a settled contact, and <see cref="Caller.TwoStep"/> or <see cref="RecoveryProfile.Nist80063B4"/> requires a
    /// second proof of another kind. While a recovery key is exclusive, no security code completes a recovery. Completing voids all earlier sessions, tickets, flows
    /// and pending changes.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">
    /// The person, with tickets for <see cref="ProofPurpose.Recover"/> from <see cref="IRecoveryCodes.RedeemAsync"/>, <see cref="IRecoveryKeys.RedeemAsync"/> or
    /// <see cref="ISecurityCodes.VerifyAsync"/>, and as a second proof also a backup code's ticket, <see cref="HostProof.HostTwoStep"/> or
    /// <see cref="HostProof.TrustedDevice"/>.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome: completed, more proofs required, refused or busy.</returns>
    ValueTask<CompleteOutcome> CompleteAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reports that the host has set new credentials (password, second steps) for an account whose recovery code was redeemed. Set them first, then report:
    /// from then on <see cref="HostProof.HostPassword"/> counts again, and sessions that began earlier are void.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person, in the session that redeemed the code, with the grant.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome: done, refused or busy. A repeated report changes nothing.</returns>
    ValueTask<CredentialsOutcome> CredentialsSetAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);
}
