namespace AccountRecovery;

/// <summary>Security codes: short codes that are sent to a contact, good for minutes, for one purpose, once. They are no passwords, and nothing else accepts them.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public interface ISecurityCodes
{
    /// <summary>Sends a code to a contact that the signed-in person chose.</summary>
    /// <param name="account">The account.</param>
    /// <param name="contact">One of its contacts.</param>
    /// <param name="purpose">What the code is for; neither <see cref="ProofPurpose.SignIn"/> nor <see cref="ProofPurpose.ConfirmContact"/>, for which contacts are added.</param>
    /// <param name="caller">The person, having a proof of the host: a password, a session or a trusted device.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No security code is sent for this purpose.</exception>
    ValueTask<SendOutcome> SendAsync(AccountId account, ContactId contact, ProofPurpose purpose, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends a code for a person who is not signed in: they type an address or a number, it is compared with the stored ones, and the message goes to the stored one.
    /// The answer is the same whether or not there is such an account or contact.
    /// </summary>
    /// <param name="account">The account, or an id that has none.</param>
    /// <param name="typed">What the person typed; at most 254 characters are looked at. A number begins with <c>+</c>, or is as it is dialled in its own country.</param>
    /// <param name="purpose"><see cref="ProofPurpose.Recover"/>, <see cref="ProofPurpose.CancelWait"/>, <see cref="ProofPurpose.UndoRemoval"/> or <see cref="ProofPurpose.FreezeRecovery"/>.</param>
    /// <param name="caller">The person who asks.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns><see cref="SendOutcome.Sent"/>, unless no channel could carry it or nothing can be done right now.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The purpose asks for the host's word first.</exception>
    ValueTask<SendOutcome> SendToMatchAsync(AccountId account, string? typed, ProofPurpose purpose, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>"I don't have a code": sends another one, which kills the one before.</summary>
    /// <param name="account">The account.</param>
    /// <param name="challenge">The flow.</param>
    /// <param name="caller">The person; where the flow began with a proof of the host, having one again. A ticket is for the purpose of the flow, <see cref="ProofPurpose.ConfirmContact"/> for a contact to be confirmed.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>What came of it; to a stranger always the same.</returns>
    ValueTask<SendOutcome> ResendAsync(AccountId account, ChallengeId challenge, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>Checks a code, which is used up by it.</summary>
    /// <param name="account">The account.</param>
    /// <param name="challenge">The flow.</param>
    /// <param name="typed">What the person typed: spaces, dashes and other digits than ours are forgiven; at most 128 characters are looked at.</param>
    /// <param name="purpose">What the code is for, as it was asked for; not <see cref="ProofPurpose.ConfirmContact"/>: see <see cref="ISecurityInfo.ConfirmAsync"/>.</param>
    /// <param name="caller">The person; the proof that comes of it is bound to the session. A proof of the host counts the try against the signed-in budget, which strangers cannot use up.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>What came of it; show the person <see cref="RecoveryOutcome.ForPerson"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No security code is for this purpose.</exception>
    ValueTask<VerifyOutcome> VerifyAsync(AccountId account, ChallengeId challenge, string? typed, ProofPurpose purpose, Caller caller, CancellationToken cancellationToken = default);
}
