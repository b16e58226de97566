namespace AccountRecovery;

/// <summary>The recovery code: 25 symbols on paper, the spare key that overrides every other method, once.</summary>
/// <remarks>
/// It has 120 bits, so guessing is hopeless: in the consumer profile no attempt at it is counted, and no stranger can lock its owner out.
/// All members may be called concurrently, from any number of processes. Every member throws <see cref="RecordUnreadableException"/> when the
/// account's record does not open, <see cref="ArgumentException"/> for an empty account, and whatever the store throws.
/// </remarks>
public interface IRecoveryCodes
{
    /// <summary>Makes the recovery code, or a new one in its place, which kills the old one at once.</summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">
    /// The person, having <see cref="HostProof.HostPassword"/> and the ticket of a settled contact's code; without contacts <see cref="HostProof.HostPassword"/>, with
    /// <see cref="Caller.TwoStep"/> also <see cref="HostProof.HostTwoStep"/> or the ticket of a redeemed backup code, and the live recovery code typed, where there is one.
    /// While a recovery key is exclusive also <see cref="HostProof.TrustedDevice"/>. After the recovery code was redeemed, its grant alone.
    /// </param>
    /// <param name="current">The live recovery code as the person typed it, where there is one; at most 128 characters are looked at. It is not spent.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The code, to be shown once, or why there is none.</returns>
    ValueTask<IssueOutcome> GenerateAsync(AccountId account, Caller caller, string? current = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Spends the code: alone, in whatever state the account is. Everything else that could recover the account is void, every session and ticket too; the outcome's
    /// grant sets the account up again. Until the host reports new credentials with it (<see cref="IAccountRecovery.CredentialsSetAsync"/>), nobody signs in.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="typed">What the person typed: spaces, dashes, case, look-alikes and full-width forms are forgiven; at most 128 characters are looked at.</param>
    /// <param name="caller">
    /// The person; the grant is bound to the session. In the 30 days after the database was restored (<see cref="AccountRecoveryOptions.RestoredAt"/>) a second proof is needed.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>What came of it; show the person <see cref="RecoveryOutcome.ForPerson"/>.</returns>
    ValueTask<RedeemOutcome> RedeemAsync(AccountId account, string? typed, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>How the code stands; writes nothing.</summary>
    /// <param name="account">The account; one without a record has none.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Whether it is live, and whether the person should make a new one.</returns>
    ValueTask<RecoveryCodeStatus> GetStatusAsync(AccountId account, CancellationToken cancellationToken = default);

    /// <summary>Kills the code.</summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person, having the same proofs as for <see cref="GenerateAsync"/>.</param>
    /// <param name="current">The live recovery code as the person typed it.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>What came of it.</returns>
    ValueTask<RevokeOutcome> RevokeAsync(AccountId account, Caller caller, string? current = null, CancellationToken cancellationToken = default);
}
