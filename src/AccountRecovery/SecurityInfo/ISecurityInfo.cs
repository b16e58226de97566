namespace AccountRecovery;

/// <summary>The contacts of an account: e-mail addresses and phone numbers that protect the account and are used for nothing else.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public interface ISecurityInfo
{
    /// <summary>Returns the contacts, with masked addresses. Writes nothing.</summary>
    /// <param name="account">The account. An account without a record has no contacts.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The contacts as their owner may see them.</returns>
    ValueTask<SecurityInfoView> GetAsync(AccountId account, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds a contact and sends a code to it. The contact counts when <see cref="ConfirmAsync"/> has verified that code. Only one contact can be pending:
    /// adding another contact, for example because the first was mistyped, replaces it.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="contact">What the person typed.</param>
    /// <param name="caller">
    /// The person: for the account's first contact and after a wait with <see cref="HostProof.HostPassword"/>, after a redeemed recovery code with the grant,
    /// otherwise with the ticket of a settled contact's code.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome.</returns>
    ValueTask<ChangeOutcome> AddAsync(AccountId account, NewContact contact, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes one contact. The contact is notified, and for 720 hours a code sent to it can undo the removal (<see cref="UndoRemovalAsync"/>). Removing the
    /// last contact is the same as removing all: see <see cref="RemoveAllAsync"/>.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="contact">The contact, which must be verified.</param>
    /// <param name="caller">
    /// The person, with the ticket of a code of a contact that was verified no later than this one. The contact itself is such a contact.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome.</returns>
    ValueTask<ChangeOutcome> RemoveAsync(AccountId account, ContactId contact, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Undoes the removal of a contact, within 720 hours of the removal; no session is required. A removal can be undone once. The contact is young again: its
    /// settling time restarts. Contacts and saved codes that were added after the removal are deleted, and every ticket is void.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">
    /// The person, with the ticket of a security code that was sent to the removed contact for <see cref="ProofPurpose.UndoRemoval"/>.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome.</returns>
    ValueTask<ChangeOutcome> UndoRemovalAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// "I don't have any of these": removes all contacts, which begins the wait (<see cref="AccountRecoveryOptions.Wait"/>, 30 days by default). The contacts
    /// are notified several times, and each of them can cancel the wait. When the wait ends, the contacts are removed, and a person who knows the password sets
    /// the account up again. During the wait, sensitive actions are refused and ordinary use goes on. Offer the recovery code and the recovery key first, if
    /// one of them is in force: redeeming the recovery code ends the wait at once.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">
    /// The person, with <see cref="HostProof.HostSession"/>; for 720 hours after a cancelled wait also with the ticket of a settled contact's code.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The end of the wait, or why no wait has begun: at most one can begin in 24 hours, and three in 90 days.</returns>
    ValueTask<ChangeOutcome> RemoveAllAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Cancels the wait; no session is required. The contacts protect the account again, with the same rights as before. Every session and ticket is void: sign
    /// everybody out and ask for a new password.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person, with the ticket of a security code that was sent to a leaving contact for <see cref="ProofPurpose.CancelWait"/>.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome.</returns>
    ValueTask<ChangeOutcome> CancelWaitAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// During the wait, adds one address that gets the notices of the wait, for an owner whom the leaving contacts no longer reach. This address proves nothing
    /// and cancels nothing, and it is removed when the wait ends. Adding another address replaces it.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="contact">What the person typed.</param>
    /// <param name="caller">The person, with <see cref="HostProof.HostPassword"/>.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome. The address counts when <see cref="ConfirmAsync"/> has verified its code.</returns>
    ValueTask<ChangeOutcome> SetNoticeAddressAsync(AccountId account, NewContact contact, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// "This recovery was not mine": within 72 hours of a redeemed recovery code, a contact that was settled before the recovery freezes the account. From then
    /// on everything except reading is refused, until you have reviewed to whom the account belongs and have released it
    /// (<see cref="IRecoveryOperations.ReleaseAsync"/>).
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">
    /// The person, with the ticket of a security code that was sent to a voided contact for <see cref="ProofPurpose.FreezeRecovery"/>.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome.</returns>
    ValueTask<ChangeOutcome> FreezeAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>Confirms a contact with the code that was sent to it.</summary>
    /// <param name="account">The account.</param>
    /// <param name="challenge">The handle of the challenge that began when the contact was added.</param>
    /// <param name="typed">
    /// What the person typed. Spaces, dashes, and full-width, Arabic-Indic and Persian digits are accepted; at most 128 characters are read.
    /// </param>
    /// <param name="caller">
    /// The person. With a proof of the host (password, session or device), the try counts against the budget of attested callers, which strangers cannot use
    /// up.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome.</returns>
    ValueTask<VerifyOutcome> ConfirmAsync(AccountId account, ChallengeId challenge, string? typed, Caller caller, CancellationToken cancellationToken = default);
}
