namespace AccountRecovery;

/// <summary>The recovery code: 25 symbols on paper that override every other method, once.</summary>
/// <remarks>
/// The code has 120 bits and cannot be guessed. So in the consumer profile no attempt at it is counted, and no stranger can lock its owner out. All members may
/// be called concurrently, from any number of processes. Every member throws <see cref="RecordUnreadableException"/> if the account's record cannot be opened,
/// <see cref="ArgumentException"/> for an empty account, and any exception of the store.
/// </remarks>
public interface IRecoveryCodes
{
    /// <summary>Generates the recovery code, or a new code that replaces the old one. The old code is void at once.</summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">
    /// The person, with <see cref="HostProof.HostPassword"/> and the ticket of a settled contact's code. Without contacts: with
    /// <see cref="HostProof.HostPassword"/>, with <see cref="HostProof.HostTwoStep"/> or the ticket of a redeemed backup code if <see cref="Caller.TwoStep"/>
    /// is true, and with the recovery code in force, typed, if there is one. While a recovery key is exclusive, also with
    /// <see cref="HostProof.TrustedDevice"/>. After the recovery code was redeemed, only its grant is required.
    /// </param>
    /// <param name="current">The recovery code in force as the person typed it, if there is one; at most 128 characters are read. The code is not spent.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The code, to be shown once, or why no code was issued.</returns>
    ValueTask<IssueOutcome> GenerateAsync(AccountId account, Caller caller, string? current = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Redeems the code. The code is sufficient alone, in every state of the account. Everything else that could recover the account is void, and so are all
    /// sessions and tickets. The person sets the account up again with the grant in the outcome. Until the host reports new credentials with this grant
    /// (<see cref="IAccountRecovery.CredentialsSetAsync"/>), nobody can sign in.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="typed">
    /// What the person typed. Spaces, dashes, case, look-alike characters and full-width forms do not matter; at most 128 characters are read.
    /// </param>
    /// <param name="caller">
    /// The person. The grant is bound to their session. For 30 days after the database was restored (<see cref="AccountRecoveryOptions.RestoredAt"/>), a code
    /// from before the restore requires a second proof.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome. Show <see cref="RecoveryOutcome.ForPerson"/> to the person.</returns>
    ValueTask<RedeemOutcome> RedeemAsync(AccountId account, string? typed, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>Reads the status of the code. Writes nothing.</summary>
    /// <param name="account">The account. An account without a record has no code.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Whether a code is in force, and whether the person should make a new one.</returns>
    ValueTask<RecoveryCodeStatus> GetStatusAsync(AccountId account, CancellationToken cancellationToken = default);

    /// <summary>Revokes the code.</summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person, with the same proofs as for <see cref="GenerateAsync"/>.</param>
    /// <param name="current">The recovery code in force as the person typed it.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome.</returns>
    ValueTask<RevokeOutcome> RevokeAsync(AccountId account, Caller caller, string? current = null, CancellationToken cancellationToken = default);
}
