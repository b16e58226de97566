namespace AccountRecovery;

/// <summary>The outcome of revoking saved codes.</summary>
public abstract record RevokeOutcome : RecoveryOutcome
{
    private RevokeOutcome()
    {
    }

    /// <summary>None of the account's codes of this kind is valid any longer.</summary>
    /// <param name="Codes">The number of unspent codes that were in force, 0 or more.</param>
    public sealed record Revoked(int Codes) : RevokeOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Revoked, T> revoked, Func<Refused, T> refused, Func<Busy, T> busy) => revoked(this);
    }

    /// <summary>The call was refused. Nothing was changed.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : RevokeOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Revoked, T> revoked, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>The call could not be done now. Try again.</summary>
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

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(Func<Revoked, T> revoked, Func<Refused, T> refused, Func<Busy, T> busy);
}
