namespace AccountRecovery;

/// <summary>The recovery key: 28 symbols that count once they were typed back, and that nothing weaker side-steps 720 hours later.</summary>
/// <remarks>
/// It has 135 bits, so guessing is hopeless: in the consumer profile no attempt at it is counted. All members may be called concurrently, from any number of
/// processes. Every member throws <see cref="RecordUnreadableException"/> when the account's record does not open, <see cref="ArgumentException"/> for an
/// empty account, and whatever the store throws.
/// </remarks>
public interface IRecoveryKeys
{
    /// <summary>Makes a key, which waits to be typed back. Losing it can lock the account for good, so that has to be acknowledged first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="acknowledged">Whether the person was shown what loss would mean and said yes. False changes nothing and tells what it would mean.</param>
    /// <param name="caller">The person, having <see cref="HostProof.HostPassword"/> and the ticket of a settled contact's code; without contacts <see cref="HostProof.HostPassword"/>, the live recovery code typed, and with <see cref="Caller.TwoStep"/> also a second step.</param>
    /// <param name="recoveryCode">The live recovery code as the person typed it; at most 128 characters are looked at. It is not spent.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The key, to be shown once, or why there is none.</returns>
    ValueTask<BeginKeyOutcome> BeginAsync(AccountId account, bool acknowledged, Caller caller, string? recoveryCode = null, CancellationToken cancellationToken = default);

    /// <summary>Puts the new key in force by typing it back. Requires no ticket and spends nothing.</summary>
    /// <param name="account">The account.</param>
    /// <param name="typed">What the person typed.</param>
    /// <param name="caller">The person who asks.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>What came of it.</returns>
    ValueTask<ConfirmOutcome> ConfirmAsync(AccountId account, string? typed, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>Spends the key, for a proof. Its exclusiveness ends; ask the person to make a new one.</summary>
    /// <param name="account">The account.</param>
    /// <param name="typed">What the person typed: spaces, dashes, case, look-alikes and full-width forms are forgiven; at most 128 characters are looked at.</param>
    /// <param name="caller">The person. In the 30 days after the database was restored (<see cref="AccountRecoveryOptions.RestoredAt"/>) a second proof is needed.</param>
    /// <param name="purpose">What the proof that comes of it will be for, and what the caller's own proofs are for.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>What came of it; show the person <see cref="RecoveryOutcome.ForPerson"/>.</returns>
    ValueTask<RedeemOutcome> RedeemAsync(AccountId account, string? typed, Caller caller, ProofPurpose purpose = ProofPurpose.Recover, CancellationToken cancellationToken = default);

    /// <summary>How the key stands; writes nothing.</summary>
    /// <param name="account">The account; one without a record has none.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Whether it is live, exclusive, pending or about to be disabled.</returns>
    ValueTask<RecoveryKeyStatus> GetStatusAsync(AccountId account, CancellationToken cancellationToken = default);

    /// <summary>Disables the key: at once by the key itself, else 720 hours later.</summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person; without the key having <see cref="HostProof.HostPassword"/> and <see cref="HostProof.TrustedDevice"/>.</param>
    /// <param name="typed">The key as the person typed it; or, without it and before it is exclusive, the live recovery code.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>Whether it is disabled, or when it will be.</returns>
    ValueTask<DisableKeyOutcome> DisableAsync(AccountId account, Caller caller, string? typed = null, CancellationToken cancellationToken = default);
}
