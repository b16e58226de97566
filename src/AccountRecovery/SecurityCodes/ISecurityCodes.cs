namespace AccountRecovery;

/// <summary>
/// Security codes: short codes that are sent to a contact and are valid for minutes, for one purpose, once. They are not passwords, and only this library
/// accepts them.
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
public interface ISecurityCodes
{
    /// <summary>Sends a code to a contact that a signed-in person chose.</summary>
    /// <param name="account">The account.</param>
    /// <param name="contact">One of the account's contacts.</param>
    /// <param name="purpose">
    /// The purpose of the code. Not <see cref="ProofPurpose.SignIn"/>, and not <see cref="ProofPurpose.ConfirmContact"/>, whose code is sent when a contact is
    /// added.
    /// </param>
    /// <param name="caller">The person, with a proof of the host: a password, a session or a trusted device.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentOutOfRangeException">This method does not send security codes for this purpose.</exception>
    ValueTask<SendOutcome> SendAsync(AccountId account, ContactId contact, ProofPurpose purpose, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends a code for a person who is not signed in. The person types an address or a number; if it matches a stored contact, the message is sent to the
    /// stored address. The answer is the same whether or not the account or the contact exists.
    /// </summary>
    /// <param name="account">The account, or an id that belongs to no account.</param>
    /// <param name="typed">
    /// What the person typed; at most 254 characters are read. A phone number begins with <c>+</c> or has the form in which it is dialled in its own country.
    /// </param>
    /// <param name="purpose"><see cref="ProofPurpose.Recover"/>, <see cref="ProofPurpose.CancelWait"/>, <see cref="ProofPurpose.UndoRemoval"/> or <see cref="ProofPurpose.FreezeRecovery"/>.</param>
    /// <param name="caller">The person.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns><see cref="SendOutcome.Sent"/>, unless the host has no sender for such an address or the call could not be done now.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A code for this purpose requires a proof of the host.</exception>
    ValueTask<SendOutcome> SendToMatchAsync(AccountId account, string? typed, ProofPurpose purpose, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>"I don't have a code": sends another code in the same challenge, which voids the previous code.</summary>
    /// <param name="account">The account.</param>
    /// <param name="challenge">The handle of the challenge.</param>
    /// <param name="caller">
    /// The person. If the challenge began with a proof of the host, the caller needs such a proof again. A ticket must have the purpose of the challenge,
    /// <see cref="ProofPurpose.ConfirmContact"/> for a contact that is not confirmed yet.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome. For an anonymous caller, the outcome does not reveal whether a code is sent.</returns>
    ValueTask<SendOutcome> ResendAsync(AccountId account, ChallengeId challenge, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>Checks a code. A right code is used up.</summary>
    /// <param name="account">The account.</param>
    /// <param name="challenge">The handle of the challenge.</param>
    /// <param name="typed">
    /// What the person typed. Spaces, dashes, and full-width, Arabic-Indic and Persian digits are accepted; at most 128 characters are read.
    /// </param>
    /// <param name="purpose">
    /// The purpose for which the code was requested. Not <see cref="ProofPurpose.ConfirmContact"/>: use <see cref="ISecurityInfo.ConfirmAsync"/>.
    /// </param>
    /// <param name="caller">
    /// The person. The proof that this call returns is bound to their session. With a proof of the host, the try counts against the budget of attested callers,
    /// which strangers cannot use up.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome. Show <see cref="RecoveryOutcome.ForPerson"/> to the person.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Security codes are not verified here for this purpose.</exception>
    ValueTask<VerifyOutcome> VerifyAsync(AccountId account, ChallengeId challenge, string? typed, ProofPurpose purpose, Caller caller, CancellationToken cancellationToken = default);
}
