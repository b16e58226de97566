namespace AccountRecovery;

/// <summary>The contacts of an account: e-mail addresses and phone numbers that protect it, and are used for nothing else.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public interface ISecurityInfo
{
    /// <summary>The contacts, masked; writes nothing.</summary>
    /// <param name="account">The account; one without a record has none.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>What the owner may see.</returns>
    ValueTask<SecurityInfoView> GetAsync(AccountId account, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds a contact and sends a code there; it counts once <see cref="ConfirmAsync"/> has that code. One at a time waits so: adding another, because the first
    /// was mistyped, replaces it.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="contact">What the person typed.</param>
    /// <param name="caller">The person: for the account's first contact having <see cref="HostProof.HostPassword"/>, for others the ticket of a settled contact's code, after a redeemed recovery code the grant.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>What came of it.</returns>
    ValueTask<ChangeOutcome> AddAsync(AccountId account, NewContact contact, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes one contact. It is notified, and by a code sent there the removal can be undone for 720 hours (<see cref="UndoRemovalAsync"/>). Removing the last one is removing all:
    /// see <see cref="RemoveAllAsync"/>.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="contact">The contact, verified.</param>
    /// <param name="caller">The person, having the ticket of the code of a contact verified no later than this one, which may be itself.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>What came of it.</returns>
    ValueTask<ChangeOutcome> RemoveAsync(AccountId account, ContactId contact, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes a removed contact back, once, within 720 hours of its removal; no session is needed. It is young again; contacts that were added since, and saved codes that
    /// were made since, are gone, and every ticket is void.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person, having the ticket of a security code that was sent to the removed contact for <see cref="ProofPurpose.UndoRemoval"/>.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>What came of it.</returns>
    ValueTask<ChangeOutcome> UndoRemovalAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// "I don't have any of these": removes all contacts, which begins the wait (<see cref="AccountRecoveryOptions.Wait"/>, 30 days by default). They are notified several times, and
    /// each can cancel it; at its end they are gone, and who knows the password sets the account up again. Meanwhile sensitive actions are refused and ordinary use goes on.
    /// Offer the recovery code and the recovery key first, where one is live: the code ends the wait at once.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person, having <see cref="HostProof.HostSession"/>; within 720 hours of a cancelled wait also the ticket of a settled contact's code.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>Until when the wait runs, or why none has begun: at most one begins in 24 hours, and three in 90 days.</returns>
    ValueTask<ChangeOutcome> RemoveAllAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Cancels the wait; no session is needed. The contacts are back as they were; every session and ticket is void: sign everybody out and ask for a new password.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person, having the ticket of a security code that was sent to a leaving contact for <see cref="ProofPurpose.CancelWait"/>.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>What came of it.</returns>
    ValueTask<ChangeOutcome> CancelWaitAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// While the wait runs, adds one address that gets the notices of the wait, for an owner who can no longer be reached at the leaving ones. It proves nothing, cancels nothing, and
    /// is removed when the wait ends. Another one replaces it.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="contact">What the person typed.</param>
    /// <param name="caller">The person, having <see cref="HostProof.HostPassword"/>.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>What came of it; it counts once <see cref="ConfirmAsync"/> has its code.</returns>
    ValueTask<ChangeOutcome> SetNoticeAddressAsync(AccountId account, NewContact contact, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// "This recovery was not mine": within 72 hours of a redeemed recovery code, a contact that was settled before it freezes the account. Then everything but reading is
    /// refused, until you have reviewed whose it is and released it (<see cref="IRecoveryOperations.ReleaseAsync"/>).
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person, having the ticket of a security code that was sent to a voided contact for <see cref="ProofPurpose.FreezeRecovery"/>.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>What came of it.</returns>
    ValueTask<ChangeOutcome> FreezeAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>Confirms a contact by the code that was sent there.</summary>
    /// <param name="account">The account.</param>
    /// <param name="challenge">The flow that adding it began.</param>
    /// <param name="typed">What the person typed: spaces, dashes and other digits than ours are forgiven; at most 128 characters are looked at.</param>
    /// <param name="caller">The person. A proof of the host (password, session or device) counts the try against the signed-in budget, which strangers cannot use up.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>What came of it.</returns>
    ValueTask<VerifyOutcome> ConfirmAsync(AccountId account, ChallengeId challenge, string? typed, Caller caller, CancellationToken cancellationToken = default);
}
