namespace AccountRecovery;

/// <summary>Backup codes: a set of single-use codes that a person keeps on paper. ASP.NET Core Identity calls them recovery codes.</summary>
/// <remarks>
/// A backup code of 8 digits is a second step and never recovers an account by itself. All members may be called concurrently, from any number of processes.
/// Every member throws <see cref="RecordUnreadableException"/> if the account's record cannot be opened, <see cref="ArgumentException"/> for an empty account,
/// and any exception of the store.
/// </remarks>
public interface IBackupCodes
{
    /// <summary>
    /// Generates a new set. The new set replaces the older one at once or, with <see cref="AccountRecoveryOptions.ConfirmBackupCodes"/>, when the person has
    /// typed back one of its codes.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">
    /// The person, with <see cref="HostProof.HostPassword"/> and, if <see cref="Caller.TwoStep"/> is true, also <see cref="HostProof.HostTwoStep"/> or the
    /// ticket of a redeemed backup code.
    /// </param>
    /// <param name="count">The number of codes, 1 to 32; null for <see cref="AccountRecoveryOptions.BackupCodeCount"/>.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The codes, to be shown once, or why no codes were issued.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is out of range.</exception>
    ValueTask<IssueOutcome> GenerateAsync(AccountId account, Caller caller, int? count = null, CancellationToken cancellationToken = default);

    /// <summary>Puts a pending set in force after the person has typed back one of its codes. Typing the code back does not spend it.</summary>
    /// <param name="account">The account.</param>
    /// <param name="typed">What the person typed.</param>
    /// <param name="caller">
    /// The person. With a proof of the host (password, session or device), the attempt counts against the budget of attested callers, which strangers cannot
    /// use up.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome.</returns>
    ValueTask<ConfirmOutcome> ConfirmAsync(AccountId account, string? typed, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>Redeems a code. Each code is accepted once, even if several calls redeem it at the same time.</summary>
    /// <param name="account">The account.</param>
    /// <param name="typed">What the person typed. Spaces, dashes, case and full-width forms do not matter; at most 128 characters are read.</param>
    /// <param name="caller">
    /// The person. With a proof of the host (password, session or device), the attempt counts against the budget of attested callers, which strangers cannot
    /// use up.
    /// </param>
    /// <param name="purpose">The purpose of the proof that this call returns, and of the caller's own proofs.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome. Show <see cref="RecoveryOutcome.ForPerson"/> to the person.</returns>
    ValueTask<RedeemOutcome> RedeemAsync(AccountId account, string? typed, Caller caller, ProofPurpose purpose = ProofPurpose.SignIn, CancellationToken cancellationToken = default);

    /// <summary>Reads the status of the codes. Writes nothing.</summary>
    /// <param name="account">The account. An account without a record has no codes.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The status, with the numbers of codes and a warning.</returns>
    ValueTask<BackupCodeStatus> GetStatusAsync(AccountId account, CancellationToken cancellationToken = default);

    /// <summary>Revokes all codes, including those of a pending set.</summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person, with the same proofs as for <see cref="GenerateAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome.</returns>
    ValueTask<RevokeOutcome> RevokeAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Imports the plain-text codes of an older system and stores their hashes. For the host's own migration only: never pass codes that a person has sent.
    /// </summary>
    /// <param name="account">
    /// The account. It must never have had a set in this library, so that a delayed repetition of an import cannot restore revoked codes.
    /// </param>
    /// <param name="codes">1 to 32 codes. A code that is repeated counts once. Either all codes are imported or none.</param>
    /// <param name="format">
    /// The format of the codes: one of <see cref="AccountRecoveryOptions.ImportFormats"/> or the format of new codes. The set keeps its format.
    /// </param>
    /// <param name="caller">The caller who runs the migration.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentException">The list has a wrong length, or the options do not declare the format.</exception>
    ValueTask<ImportOutcome> ImportAsync(AccountId account, IReadOnlyList<string> codes, CodeFormat format, Caller caller, CancellationToken cancellationToken = default);
}
