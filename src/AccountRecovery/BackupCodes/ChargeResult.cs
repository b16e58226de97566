using System.Collections.Immutable;
using System.Diagnostics;

namespace AccountRecovery;

/// <summary>The result of the rules before a code is compared: hash the code, do the same work without a comparison, or return an answer at once.</summary>
internal abstract record ChargeResult
{
    private ChargeResult()
    {
    }

    internal abstract T Match<T>(Func<Answered, T> answered, Func<RefusedLikeWork, T> refusedLikeWork, Func<Examine, T> examine);

    /// <summary>The answer is already known, and nothing is hashed.</summary>
    internal sealed record Answered(AttemptResult<BackupCodeAccepted> Result) : ChargeResult
    {
        internal override T Match<T>(Func<Answered, T> answered, Func<RefusedLikeWork, T> refusedLikeWork, Func<Examine, T> examine) => answered(this);
    }

    /// <summary>Refused, but only after as much work as for a wrong code, so that the time does not reveal the reason.</summary>
    internal sealed record RefusedLikeWork(Refusal Why) : ChargeResult
    {
        internal override T Match<T>(Func<Answered, T> answered, Func<RefusedLikeWork, T> refusedLikeWork, Func<Examine, T> examine) => refusedLikeWork(this);
    }

    /// <summary>The attempt is charged. Hash these symbols once, then conclude.</summary>
    internal sealed record Examine(long Charge, CodeSet Set, ImmutableArray<byte> Symbols, RecordSecret Secret) : ChargeResult
    {
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        internal ImmutableArray<byte> Symbols { get; init; } = Symbols;

        // The generated ToString of a record prints its members, and the symbols may be a valid code.
        public override string ToString() => nameof(Examine);

        internal override T Match<T>(Func<Answered, T> answered, Func<RefusedLikeWork, T> refusedLikeWork, Func<Examine, T> examine) => examine(this);
    }
}
