namespace AccountRecovery;

/// <summary>"Make sure you can receive a security code": records sign-ins, and now and then asks the person whether a contact still reaches them.</summary>
/// <remarks>
/// Safe for concurrent use. Throws <see cref="RecordUnreadableException"/> when the account's record does not open, <see cref="ArgumentException"/> for an empty
/// account, and whatever the store throws.
/// </remarks>
public interface ISignInPrompt
{
    /// <summary>
    /// The host's own sign-in has passed: records it, at most once in 24 hours, and tells what to ask of the person. After 90 days without a sign-in, or 365 without a
    /// security code that came back, the person is asked whether a contact still reaches them; that begins here, and nowhere else.
    /// </summary>
    /// <param name="account">The account; one without a record is let in, and nothing is written.</param>
    /// <param name="facts">What the host knows.</param>
    /// <param name="caller">The person, in the session that begins.</param>
    /// <param name="cancellationToken">Honoured until the commit starts.</param>
    /// <returns>What to ask, or why the person is not to be let in.</returns>
    ValueTask<SignInOutcome> RecordSignInAsync(AccountId account, AccessFacts facts, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>Puts the question whether a contact still reaches the person off: for 24 hours, at most until seven days after they were first asked.</summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person who has just signed in, having <see cref="HostProof.HostPassword"/>, and with <see cref="Caller.TwoStep"/> also <see cref="HostProof.HostTwoStep"/> or the ticket of a redeemed backup code.</param>
    /// <param name="cancellationToken">Honoured until the commit starts.</param>
    /// <returns>Until when, or why not.</returns>
    ValueTask<SkipOutcome> SkipPromptAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);
}
