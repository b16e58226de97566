using NodaTime;

namespace AccountRecovery;

/// <summary>
/// The result of the rules for a typed code: the facts of its acceptance, or why it is not accepted. The service turns this into the outcome of the call.
/// </summary>
/// <typeparam name="TAccepted">The facts of an accepted code.</typeparam>
internal abstract record AttemptResult<TAccepted>
{
    private AttemptResult()
    {
    }

    /// <summary>Whether this repeats the answer to an earlier call.</summary>
    internal bool Replayed { get; init; }

    internal abstract T Match<T>(
        Func<TAccepted, T> accepted, Func<NormalizationResult, T> malformed, Func<Refusal, T> refused, Func<Instant, T> paused, Func<T> closed, Func<BusyReason, T> busy);

    internal sealed record Accepted(TAccepted Facts) : AttemptResult<TAccepted>
    {
        internal override T Match<T>(
            Func<TAccepted, T> accepted, Func<NormalizationResult, T> malformed, Func<Refusal, T> refused, Func<Instant, T> paused, Func<T> closed, Func<BusyReason, T> busy) => accepted(Facts);
    }

    internal sealed record Malformed(NormalizationResult Normalized) : AttemptResult<TAccepted>
    {
        internal override T Match<T>(
            Func<TAccepted, T> accepted, Func<NormalizationResult, T> malformed, Func<Refusal, T> refused, Func<Instant, T> paused, Func<T> closed, Func<BusyReason, T> busy) => malformed(Normalized);
    }

    internal sealed record Refused(Refusal Why) : AttemptResult<TAccepted>
    {
        internal override T Match<T>(
            Func<TAccepted, T> accepted, Func<NormalizationResult, T> malformed, Func<Refusal, T> refused, Func<Instant, T> paused, Func<T> closed, Func<BusyReason, T> busy) => refused(Why);
    }

    internal sealed record Paused(Instant Until) : AttemptResult<TAccepted>
    {
        internal override T Match<T>(
            Func<TAccepted, T> accepted, Func<NormalizationResult, T> malformed, Func<Refusal, T> refused, Func<Instant, T> paused, Func<T> closed, Func<BusyReason, T> busy) => paused(Until);
    }

    internal sealed record Closed : AttemptResult<TAccepted>
    {
        internal override T Match<T>(
            Func<TAccepted, T> accepted, Func<NormalizationResult, T> malformed, Func<Refusal, T> refused, Func<Instant, T> paused, Func<T> closed, Func<BusyReason, T> busy) => closed();
    }

    internal sealed record Busy(BusyReason Why) : AttemptResult<TAccepted>
    {
        internal override T Match<T>(
            Func<TAccepted, T> accepted, Func<NormalizationResult, T> malformed, Func<Refusal, T> refused, Func<Instant, T> paused, Func<T> closed, Func<BusyReason, T> busy) => busy(Why);
    }
}
