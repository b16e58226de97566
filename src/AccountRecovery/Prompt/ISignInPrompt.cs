namespace AccountRecovery;

/// <summary>"Make sure you can receive a security code": records sign-ins, and from time to time asks the person whether a contact still reaches them.</summary>
/// <remarks>
/// Safe for concurrent use. Throws <see cref="RecordUnreadableException"/> if the account's record cannot be opened, <see cref="ArgumentException"/> for an empty
/// account, and any exception of the store.
/// </remarks>
public interface ISignInPrompt
{
    /// <summary>
    /// Records a sign-in that has passed the host's own checks, at most once in 24 hours, and returns what to ask the person. If the person has not signed in for 90
    /// days, or no security code was entered for 365 days, the person is asked whether a contact still reaches them. Only this method starts the question and its
    /// seven days.
    /// </summary>
    /// <param name="account">The account. If it has no record, the person is let in and nothing is written.</param>
    /// <param name="facts">What the host knows of the person.</param>
    /// <param name="caller">The person, in the session that begins.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>What to ask the person, or why the person must not be let in.</returns>
    ValueTask<SignInOutcome> RecordSignInAsync(AccountId account, AccessFacts facts, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>Postpones for 24 hours the question whether a contact still reaches the person, but not beyond seven days after the person was first asked.</summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">
    /// The person who has just signed in, with <see cref="HostProof.HostPassword"/> and, if <see cref="Caller.TwoStep"/> is true, also
    /// <see cref="HostProof.HostTwoStep"/> or the ticket of a redeemed backup code.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>Until when the question is put off, or why it is not.</returns>
    ValueTask<SkipOutcome> SkipPromptAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);
}
