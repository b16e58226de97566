namespace AccountRecovery;

/// <summary>What became of recording a sign-in.</summary>
public abstract record SignInOutcome : RecoveryOutcome
{
    private SignInOutcome()
    {
    }

    /// <summary>The person is in.</summary>
    /// <param name="Answer">What to ask of them, in its steps; none when there is nothing.</param>
    public sealed record Recorded(AccessResult Answer) : SignInOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Recorded, T> recorded, Func<Denied, T> denied, Func<Busy, T> busy) => recorded(this);
    }

    /// <summary>The person is not to be let in; nothing was recorded.</summary>
    /// <param name="Answer">Why not, until when, and what they can do.</param>
    public sealed record Denied(AccessResult Answer) : SignInOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Recorded, T> recorded, Func<Denied, T> denied, Func<Busy, T> busy) => denied(this);
    }

    /// <summary>Nothing could be done right now; try again.</summary>
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

    /// <summary>Handles every case; a case that is added later breaks the call at compile time.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <returns>What the matching function returns.</returns>
    public abstract T Match<T>(Func<Recorded, T> recorded, Func<Denied, T> denied, Func<Busy, T> busy);
}
