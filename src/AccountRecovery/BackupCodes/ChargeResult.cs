using System.Collections.Immutable;
using System.Diagnostics;

namespace AccountRecovery;

/// <summary>What the rules say before a code is compared: hash this, or do as much work in vain, or it is answered already.</summary>
internal abstract record ChargeResult
{
    private ChargeResult()
    {
    }

    internal abstract T Match<T>(Func<Answered, T> answered, Func<RefusedLikeWork, T> refusedLikeWork, Func<Examine, T> examine);

    /// <summary>There is nothing to hash.</summary>
    internal sealed record Answered(AttemptResult<BackupCodeAccepted> Result) : ChargeResult
    {
        internal override T Match<T>(Func<Answered, T> answered, Func<RefusedLikeWork, T> refusedLikeWork, Func<Examine, T> examine) => answered(this);
    }

    /// <summary>Refused, but only after as much work as a wrong code costs, so that the time does not reveal why.</summary>
    internal sealed record RefusedLikeWork(Refusal Why) : ChargeResult
    {
        internal override T Match<T>(Func<Answered, T> answered, Func<RefusedLikeWork, T> refusedLikeWork, Func<Examine, T> examine) => refusedLikeWork(this);
    }

    /// <summary>The attempt is charged: hash this once and conclude.</summary>
    internal sealed record Examine(long Charge, CodeSet Set, ImmutableArray<byte> Symbols, RecordSecret Secret) : ChargeResult
    {
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        internal ImmutableArray<byte> Symbols { get; init; } = Symbols;

        // A record prints its members, and the symbols may be a valid code.
        public override string ToString() => nameof(Examine);

        internal override T Match<T>(Func<Answered, T> answered, Func<RefusedLikeWork, T> refusedLikeWork, Func<Examine, T> examine) => examine(this);
    }
}
