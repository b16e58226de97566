namespace AccountRecovery;

/// <summary>The outcome of importing the codes of an older system.</summary>
public abstract record ImportOutcome : RecoveryOutcome
{
    private ImportOutcome()
    {
    }

    /// <summary>The codes are hashed and in force. Delete them in the older system.</summary>
    /// <param name="Codes">The number of codes. A code that is repeated counts once.</param>
    public sealed record Imported(int Codes) : ImportOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Imported, T> imported, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Busy, T> busy) => imported(this);
    }

    /// <summary>A code does not have the given format. No code was imported.</summary>
    /// <param name="Index">The zero-based index of the first code that does not have the format.</param>
    /// <param name="Fault">What is wrong with this code.</param>
    /// <param name="Position">The zero-based position of the fault in this code.</param>
    public sealed record Malformed(int Index, CodeFault Fault, int Position) : ImportOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Imported, T> imported, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Busy, T> busy) => malformed(this);
    }

    /// <summary>The call was refused. Nothing was changed.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : ImportOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Imported, T> imported, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>The call could not be done now. Try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : ImportOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Imported, T> imported, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static imported => new Ending(Result.Imported),
        static malformed => new Ending(Result.Malformed) { Fault = malformed.Fault },
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(Func<Imported, T> imported, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Busy, T> busy);
}
