namespace AccountRecovery;

/// <summary>What became of taking over an older system's codes.</summary>
public abstract record ImportOutcome : RecoveryOutcome
{
    private ImportOutcome()
    {
    }

    /// <summary>The codes are live here, hashed; delete them where they were.</summary>
    /// <param name="Codes">How many: repeated ones count once.</param>
    public sealed record Imported(int Codes) : ImportOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Imported, T> imported, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Busy, T> busy) => imported(this);
    }

    /// <summary>One of them is no code of the format; none was imported.</summary>
    /// <param name="Index">Zero-based index of the first such code.</param>
    /// <param name="Fault">What is wrong with it.</param>
    /// <param name="Position">Zero-based position in it.</param>
    public sealed record Malformed(int Index, CodeFault Fault, int Position) : ImportOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Imported, T> imported, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Busy, T> busy) => malformed(this);
    }

    /// <summary>Refused; nothing has changed.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : ImportOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Imported, T> imported, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>Nothing could be done right now; try again.</summary>
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

    /// <summary>Handles every case; a case that is added later breaks the call at compile time.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <returns>What the matching function returns.</returns>
    public abstract T Match<T>(Func<Imported, T> imported, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Busy, T> busy);
}
