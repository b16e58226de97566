namespace AccountRecovery;

/// <summary>Who is let in, and to what. Ask at every sign-in, for every session that is used, and before what is sensitive.</summary>
/// <remarks>
/// Every member throws <see cref="RecordUnreadableException"/> when the account's record does not open, <see cref="ArgumentException"/> for an empty
/// account, and whatever the store throws: without an answer, let nobody in.
/// </remarks>
public interface IAccountAccess
{
    /// <summary>Whether something is allowed now; never writes.</summary>
    /// <param name="account">The account; one without a record is allowed everything.</param>
    /// <param name="action">What the person is about to do.</param>
    /// <param name="facts">What the host knows.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <returns>Allowed, or why not, until when, and what the person can do.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such action.</exception>
    ValueTask<AccessAnswer> EvaluateAsync(AccountId account, AccountAction action, AccessFacts facts, CancellationToken ct = default);

    /// <summary>
    /// The host's own sign-in has passed: records it, at most once in 24 hours, and tells what to ask of the person. After 90 days without a sign-in, or 365 without a
    /// security code that came back, the person is asked whether a contact still reaches them; that begins here, and nowhere else.
    /// </summary>
    /// <param name="account">The account; one without a record is let in, and nothing is written.</param>
    /// <param name="facts">What the host knows.</param>
    /// <param name="caller">The person, in the session that begins.</param>
    /// <param name="ct">Honoured until the commit starts.</param>
    /// <returns>What to ask, or why the person is not to be let in.</returns>
    ValueTask<SignInOutcome> RecordSignInAsync(AccountId account, AccessFacts facts, Caller caller, CancellationToken ct = default);

    /// <summary>Puts the question whether a contact still reaches the person off: for 24 hours, at most until seven days after they were first asked.</summary>
    /// <param name="account">The account.</param>
    /// <param name="proofs">
    /// Tickets for <see cref="ProofPurpose.AnswerPrompt"/> of the sign-in that has just passed: <see cref="HostProof.HostPassword"/>, and with
    /// <see cref="Caller.TwoStep"/> also <see cref="HostProof.HostTwoStep"/> or a redeemed backup code.
    /// </param>
    /// <param name="caller">The person who asks.</param>
    /// <param name="ct">Honoured until the commit starts.</param>
    /// <returns>Until when, or why not.</returns>
    ValueTask<SkipOutcome> SkipPromptAsync(AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default);

    /// <summary>
    /// The host reports that it has set new credentials (password, second steps) for an account whose recovery code was redeemed. Set them first, then report:
    /// from here on <see cref="HostProof.HostPassword"/> counts again, and sessions that began earlier are void.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="grant">The grant of the redeemed recovery code.</param>
    /// <param name="caller">The person, in the session that redeemed the code.</param>
    /// <param name="ct">Honoured until the commit starts.</param>
    /// <returns>What came of it. Reporting again changes nothing.</returns>
    ValueTask<CredentialsOutcome> CredentialsSetAsync(AccountId account, Ticket grant, Caller caller, CancellationToken ct = default);
}
