namespace AccountRecovery;

/// <summary>What became of revoking saved codes.</summary>
public abstract record RevokeOutcome : RecoveryOutcome
{
    private RevokeOutcome()
    {
    }

    /// <summary>No code of the account works any more.</summary>
    /// <param name="Codes">Unspent codes that were live, 0 or more.</param>
    public sealed record Revoked(int Codes) : RevokeOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Revoked, T> revoked, Func<Refused, T> refused, Func<Busy, T> busy) => revoked(this);
    }

    /// <summary>Refused; nothing has changed.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : RevokeOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Revoked, T> revoked, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>Nothing could be done right now; try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : RevokeOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Revoked, T> revoked, Func<Refused, T> refused, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static revoked => new Ending(Result.Revoked),
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Handles every case; a case that is added later breaks the call at compile time.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <returns>What the matching function returns.</returns>
    public abstract T Match<T>(Func<Revoked, T> revoked, Func<Refused, T> refused, Func<Busy, T> busy);
}
