namespace AccountRecovery;

/// <summary>The outcome of recording a sign-in.</summary>
public abstract record SignInOutcome : RecoveryOutcome
{
    private SignInOutcome()
    {
    }

    /// <summary>The sign-in is allowed: let the person in.</summary>
    /// <param name="Answer">The answer, whose steps say what to ask the person; without steps there is nothing to ask.</param>
    public sealed record Recorded(AccessResult Answer) : SignInOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Recorded, T> recorded, Func<Denied, T> denied, Func<Busy, T> busy) => recorded(this);
    }

    /// <summary>The person must not be let in. Nothing was recorded.</summary>
    /// <param name="Answer">Why not, until when, and what the person can do.</param>
    public sealed record Denied(AccessResult Answer) : SignInOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Recorded, T> recorded, Func<Denied, T> denied, Func<Busy, T> busy) => denied(this);
    }

    /// <summary>The call could not be done now. Try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : SignInOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Recorded, T> recorded, Func<Denied, T> denied, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static recorded => new Ending(Result.Recorded),
        static denied => new Ending(Result.Denied),
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(Func<Recorded, T> recorded, Func<Denied, T> denied, Func<Busy, T> busy);
}
