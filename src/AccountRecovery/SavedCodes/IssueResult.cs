using NodaTime;

namespace AccountRecovery;

/// <summary>The result of the rules for a request for new codes. The service turns this into the outcome of the call.</summary>
internal abstract record IssueResult
{
    private IssueResult()
    {
    }

    internal abstract T Match<T>(Func<Issued, T> issued, Func<int, T> already, Func<Refusal, T> refused, Func<BusyReason, T> busy);

    /// <summary>The codes are issued: pending until an instant, or in force if that instant is null.</summary>
    internal sealed record Issued(int Number, Instant At, Instant? PendingUntil) : IssueResult
    {
        internal override T Match<T>(Func<Issued, T> issued, Func<int, T> already, Func<Refusal, T> refused, Func<BusyReason, T> busy) => issued(this);
    }

    /// <summary>An earlier call with the same idempotency key has issued the codes.</summary>
    internal sealed record Already(int Value) : IssueResult
    {
        internal override T Match<T>(Func<Issued, T> issued, Func<int, T> already, Func<Refusal, T> refused, Func<BusyReason, T> busy) => already(Value);
    }

    internal sealed record Refused(Refusal Why) : IssueResult
    {
        internal override T Match<T>(Func<Issued, T> issued, Func<int, T> already, Func<Refusal, T> refused, Func<BusyReason, T> busy) => refused(Why);
    }

    internal sealed record Busy(BusyReason Why) : IssueResult
    {
        internal override T Match<T>(Func<Issued, T> issued, Func<int, T> already, Func<Refusal, T> refused, Func<BusyReason, T> busy) => busy(Why);
    }
}
