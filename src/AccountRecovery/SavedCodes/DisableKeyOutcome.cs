using NodaTime;

namespace AccountRecovery;

/// <summary>What became of disabling the recovery key.</summary>
public abstract record DisableKeyOutcome : RecoveryOutcome
{
    private DisableKeyOutcome()
    {
    }

    /// <summary>There is no live key any more.</summary>
    public sealed record Disabled : DisableKeyOutcome;

    /// <summary>It will be disabled; until then it works as before, and whoever redeems it stops the disabling.</summary>
    /// <param name="From">First instant at which the key is disabled (inclusive).</param>
    public sealed record Scheduled(Instant From) : DisableKeyOutcome;

    /// <summary>Refused; nothing has changed.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : DisableKeyOutcome;

    /// <summary>Nothing could be done right now; try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : DisableKeyOutcome;

    internal override Ending Ending => Match(
        static disabled => new Ending(Result.Revoked),
        static scheduled => new Ending(Result.Scheduled),
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Handles every case; a case that is added later breaks the call at compile time.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <returns>What the matching function returns.</returns>
    public T Match<T>(Func<Disabled, T> disabled, Func<Scheduled, T> scheduled, Func<Refused, T> refused, Func<Busy, T> busy) => this switch
    {
        Disabled it => disabled(it),
        Scheduled it => scheduled(it),
        Refused it => refused(it),
        Busy it => busy(it),
        _ => throw new InvalidOperationException("The family is closed."),
    };
}
