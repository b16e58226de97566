using NodaTime;

namespace AccountRecovery;

/// <summary>The result of the rules when an operator wants to give a new grant.</summary>
internal abstract record ReopenResult
{
    private ReopenResult()
    {
    }

    internal abstract T Match<T>(Func<Reopened, T> reopened, Func<Instant, T> tooSoon, Func<T> notNeeded, Func<T> noRecord, Func<BusyReason, T> busy);

    internal sealed record Reopened(long Epoch, Instant At) : ReopenResult
    {
        internal override T Match<T>(Func<Reopened, T> reopened, Func<Instant, T> tooSoon, Func<T> notNeeded, Func<T> noRecord, Func<BusyReason, T> busy) => reopened(this);
    }

    internal sealed record TooSoon(Instant Until) : ReopenResult
    {
        internal override T Match<T>(Func<Reopened, T> reopened, Func<Instant, T> tooSoon, Func<T> notNeeded, Func<T> noRecord, Func<BusyReason, T> busy) => tooSoon(Until);
    }

    internal sealed record NotNeeded : ReopenResult
    {
        internal override T Match<T>(Func<Reopened, T> reopened, Func<Instant, T> tooSoon, Func<T> notNeeded, Func<T> noRecord, Func<BusyReason, T> busy) => notNeeded();
    }

    internal sealed record NoRecord : ReopenResult
    {
        internal override T Match<T>(Func<Reopened, T> reopened, Func<Instant, T> tooSoon, Func<T> notNeeded, Func<T> noRecord, Func<BusyReason, T> busy) => noRecord();
    }

    internal sealed record Busy(BusyReason Why) : ReopenResult
    {
        internal override T Match<T>(Func<Reopened, T> reopened, Func<Instant, T> tooSoon, Func<T> notNeeded, Func<T> noRecord, Func<BusyReason, T> busy) => busy(Why);
    }
}
