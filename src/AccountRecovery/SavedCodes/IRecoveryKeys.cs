namespace AccountRecovery;

/// <summary>The recovery key: 28 symbols that count when the person has typed them back. 720 hours later, no weaker method can replace the key.</summary>
/// <remarks>
/// The key has 135 bits and cannot be guessed. So in the consumer profile no attempt at it is counted. All members may be called concurrently, from any number
/// of processes. Every member throws <see cref="RecordUnreadableException"/> if the account's record cannot be opened, <see cref="ArgumentException"/> for an
/// empty account, and any exception of the store.
/// </remarks>
public interface IRecoveryKeys
{
    /// <summary>
    /// Generates a key, which the person must type back. Losing a key can lock the account for good, so the person must acknowledge this first.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="acknowledged">
    /// Whether the person has seen what losing the key means and has accepted it. With false, nothing changes and the outcome says what losing the key means.
    /// </param>
    /// <param name="caller">
    /// The person, with <see cref="HostProof.HostPassword"/> and the ticket of a settled contact's code. Without contacts: with
    /// <see cref="HostProof.HostPassword"/>, with the recovery code in force, typed, and, if <see cref="Caller.TwoStep"/> is true, also with a second step.
    /// </param>
    /// <param name="recoveryCode">The recovery code in force as the person typed it; at most 128 characters are read. The code is not spent.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The key, to be shown once, or why no key was issued.</returns>
    ValueTask<BeginKeyOutcome> BeginAsync(AccountId account, bool acknowledged, Caller caller, string? recoveryCode = null, CancellationToken cancellationToken = default);

    /// <summary>Puts the new key in force after the person has typed it back. Requires no ticket and does not spend the key.</summary>
    /// <param name="account">The account.</param>
    /// <param name="typed">What the person typed.</param>
    /// <param name="caller">The person.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome.</returns>
    ValueTask<ConfirmOutcome> ConfirmAsync(AccountId account, string? typed, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>Redeems the key and returns a proof. The key's exclusiveness ends; ask the person to make a new key.</summary>
    /// <param name="account">The account.</param>
    /// <param name="typed">
    /// What the person typed. Spaces, dashes, case, look-alike characters and full-width forms do not matter; at most 128 characters are read.
    /// </param>
    /// <param name="caller">
    /// The person. For 30 days after the database was restored (<see cref="AccountRecoveryOptions.RestoredAt"/>), a key from before the restore requires a
    /// second proof.
    /// </param>
    /// <param name="purpose">The purpose of the proof that this call returns, and of the caller's own proofs.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome. Show <see cref="RecoveryOutcome.ForPerson"/> to the person.</returns>
    ValueTask<RedeemOutcome> RedeemAsync(AccountId account, string? typed, Caller caller, ProofPurpose purpose = ProofPurpose.Recover, CancellationToken cancellationToken = default);

    /// <summary>Reads the status of the key. Writes nothing.</summary>
    /// <param name="account">The account. An account without a record has no key.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Whether the key is in force, exclusive, pending or about to be disabled.</returns>
    ValueTask<RecoveryKeyStatus> GetStatusAsync(AccountId account, CancellationToken cancellationToken = default);

    /// <summary>Disables the key: at once if the person types the key, otherwise 720 hours later.</summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">
    /// The person. Typing the key is sufficient. Otherwise the caller needs <see cref="HostProof.HostPassword"/> and <see cref="HostProof.TrustedDevice"/>. As
    /// long as the key is not exclusive, the caller also needs the ticket of a contact that has been known longer than the key, or, in an account without
    /// contacts, the typed recovery code.
    /// </param>
    /// <param name="typed">
    /// The key as the person typed it; or the recovery code in force, if the account has no contacts and the key is not exclusive yet.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>That the key is disabled, when it will be disabled, or why not.</returns>
    ValueTask<DisableKeyOutcome> DisableAsync(AccountId account, Caller caller, string? typed = null, CancellationToken cancellationToken = default);
}
