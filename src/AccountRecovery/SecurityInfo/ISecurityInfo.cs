namespace AccountRecovery;

/// <summary>The contacts of an account: e-mail addresses and phone numbers that protect it, and are used for nothing else.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public interface ISecurityInfo
{
    /// <summary>The contacts, masked; writes nothing.</summary>
    /// <param name="account">The account; one without a record has none.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <returns>What the owner may see.</returns>
    ValueTask<SecurityInfoView> GetAsync(AccountId account, CancellationToken ct = default);

    /// <summary>
    /// Adds a contact and sends a code there; it counts once <see cref="ConfirmAsync"/> has that code. One at a time waits so: adding another, because the first
    /// was mistyped, takes its place.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="contact">What the person typed.</param>
    /// <param name="proofs">
    /// Tickets for <see cref="ProofPurpose.ChangeSecuritySettings"/>: for the account's first contact the password, for others the code of a settled one, after a
    /// redeemed recovery code the grant.
    /// </param>
    /// <param name="caller">The person who asks.</param>
    /// <param name="ct">Honoured until the commit starts.</param>
    /// <returns>What came of it.</returns>
    ValueTask<ChangeOutcome> AddAsync(AccountId account, NewContact contact, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default);

    /// <summary>Confirms a contact by the code that was sent there.</summary>
    /// <param name="account">The account.</param>
    /// <param name="challenge">The flow that adding it began.</param>
    /// <param name="typed">What the person typed: spaces, dashes and other digits than ours are forgiven; at most 128 characters are looked at.</param>
    /// <param name="caller">The person who asks.</param>
    /// <param name="proof">What the host vouches for, for <see cref="ProofPurpose.ConfirmContact"/>: moves the try from the strangers' budget to the owner's.</param>
    /// <param name="ct">Honoured until the commit starts.</param>
    /// <returns>What came of it.</returns>
    ValueTask<VerifyOutcome> ConfirmAsync(AccountId account, ChallengeId challenge, string? typed, Caller caller, Ticket? proof = null, CancellationToken ct = default);
}
