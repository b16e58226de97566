using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;

namespace AccountRecovery;

/// <summary>What the rules say to an attempt; the service turns it into the outcome of the call.</summary>
internal abstract record AttemptAnswer
{
    private AttemptAnswer()
    {
    }

    internal bool Replayed { get; init; }

    /// <summary>The code was right: spent, or its pending set is live now.</summary>
    internal sealed record Accepted(int Remaining, long Epoch, Instant At) : AttemptAnswer;

    internal sealed record Malformed(FoldResult Fold) : AttemptAnswer;

    internal sealed record Refused(Refusal Why) : AttemptAnswer;

    /// <summary>Refused, but only after as much work as a wrong code takes, so that time does not tell why.</summary>
    internal sealed record RefusedLikeWork(Refusal Why) : AttemptAnswer;

    internal sealed record Paused(Instant Until) : AttemptAnswer;

    internal sealed record Closed : AttemptAnswer;

    internal sealed record Busy(BusyReason Why) : AttemptAnswer;

    /// <summary>The attempt is charged: hash this once and conclude.</summary>
    internal sealed record Examine(long Charge, CodeSet Set, ImmutableArray<byte> Symbols, RecordSecret Secret) : AttemptAnswer
    {
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        internal ImmutableArray<byte> Symbols { get; init; } = Symbols;

        // A record prints its members, and the symbols may be a valid code.
        public override string ToString() => nameof(Examine);
    }
}
