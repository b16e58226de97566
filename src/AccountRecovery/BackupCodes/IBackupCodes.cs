namespace AccountRecovery;

/// <summary>Backup codes: a set of single-use codes that a person keeps on paper. What ASP.NET Core Identity calls recovery codes.</summary>
/// <remarks>
/// A backup code of 8 digits is a second step, never a recovery by itself. All members may be called concurrently, from any number of processes.
/// Every member throws <see cref="RecordUnreadableException"/> when the account's record does not open, <see cref="ArgumentException"/> for
/// an empty account, and whatever the store throws.
/// </remarks>
public interface IBackupCodes
{
    /// <summary>Makes a new set. It replaces the older one at once, or, with <see cref="AccountRecoveryOptions.ConfirmBackupCodes"/>, once one of its codes is typed back.</summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person, having <see cref="HostProof.HostPassword"/>, and with <see cref="Caller.TwoStep"/> also <see cref="HostProof.HostTwoStep"/> or the ticket of a redeemed backup code.</param>
    /// <param name="count">How many codes, 1 to 32; <see cref="AccountRecoveryOptions.BackupCodeCount"/> when it is not said.</param>
    /// <param name="cancellationToken">Honoured until the commit starts.</param>
    /// <returns>The codes, to be shown once, or why there are none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is out of range.</exception>
    ValueTask<IssueOutcome> GenerateAsync(AccountId account, Caller caller, int? count = null, CancellationToken cancellationToken = default);

    /// <summary>Puts a pending set in force by typing back one of its codes, which is not spent by it.</summary>
    /// <param name="account">The account.</param>
    /// <param name="typed">What the person typed.</param>
    /// <param name="caller">The person. A proof of the host (password, session or device) counts the attempt against the signed-in budget, which strangers cannot use up.</param>
    /// <param name="cancellationToken">Honoured until the commit starts.</param>
    /// <returns>What came of it.</returns>
    ValueTask<ConfirmOutcome> ConfirmAsync(AccountId account, string? typed, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>Spends a code. Each works once, whatever happens at the same time.</summary>
    /// <param name="account">The account.</param>
    /// <param name="typed">What the person typed: spaces, dashes, case and full-width forms are forgiven; at most 128 characters are looked at.</param>
    /// <param name="caller">The person. A proof of the host (password, session or device) counts the attempt against the signed-in budget, which strangers cannot use up.</param>
    /// <param name="purpose">What the proof that comes of it will be for, and what the caller's own proofs are for.</param>
    /// <param name="cancellationToken">Honoured until the commit starts.</param>
    /// <returns>What came of it; show the person <see cref="RecoveryOutcome.ForPerson"/>.</returns>
    ValueTask<RedeemOutcome> RedeemAsync(AccountId account, string? typed, Caller caller, ProofPurpose purpose = ProofPurpose.SignIn, CancellationToken cancellationToken = default);

    /// <summary>How the codes stand; writes nothing.</summary>
    /// <param name="account">The account; one without a record has no codes.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Counts and warnings.</returns>
    ValueTask<BackupCodeStatus> GetStatusAsync(AccountId account, CancellationToken cancellationToken = default);

    /// <summary>Kills all codes, live and pending.</summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person, having the same proofs as for <see cref="GenerateAsync"/>.</param>
    /// <param name="cancellationToken">Honoured until the commit starts.</param>
    /// <returns>What came of it.</returns>
    ValueTask<RevokeOutcome> RevokeAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>Imports the clear-text codes of an older system, hashed. For the host's own migration: what a person sends never gets here.</summary>
    /// <param name="account">The account; it must never have had a set here, so that a slow copy of an import cannot revive what was revoked.</param>
    /// <param name="codes">1 to 32 codes; repeated ones count once. All are imported or none.</param>
    /// <param name="format">How they look; one of <see cref="AccountRecoveryOptions.ImportFormats"/> or the format of new codes. Kept with the set.</param>
    /// <param name="caller">Who runs the migration.</param>
    /// <param name="cancellationToken">Honoured until the commit starts.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="ArgumentException">The list has a wrong length, or the format was not declared in the options.</exception>
    ValueTask<ImportOutcome> ImportAsync(AccountId account, IReadOnlyList<string> codes, CodeFormat format, Caller caller, CancellationToken cancellationToken = default);
}
