using NodaTime;

namespace AccountRecovery;

/// <summary>The outcome of a request for a security code.</summary>
public abstract record SendOutcome : RecoveryOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The code is being sent. An anonymous caller gets this outcome whether or not a code is sent.</summary>
    /// <param name="Challenge">The handle of the challenge. Pass it with the code that the person types.</param>
    /// <param name="NextAt">First instant at which another code can be requested (inclusive).</param>
    public sealed record Sent(ChallengeId Challenge, Instant NextAt) : SendOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Sent, T> sent, Func<TooSoon, T> tooSoon, Func<ChannelUnavailable, T> channelUnavailable, Func<Refused, T> refused, Func<Busy, T> busy) => sent(this);
    }

    /// <summary>Too many codes were sent, or too many are not used yet. Nothing was counted. An anonymous caller never gets this outcome.</summary>
    /// <param name="Until">First instant at which a code can be sent again (inclusive).</param>
    public sealed record TooSoon(Instant Until) : SendOutcome
    {
        /// <inheritdoc/>
        public override Instant? TryAgainAt => Until;

        /// <inheritdoc/>
        public override T Match<T>(
            Func<Sent, T> sent, Func<TooSoon, T> tooSoon, Func<ChannelUnavailable, T> channelUnavailable, Func<Refused, T> refused, Func<Busy, T> busy) => tooSoon(this);
    }

    /// <summary>The host has no sender for this channel.</summary>
    public sealed record ChannelUnavailable : SendOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Sent, T> sent, Func<TooSoon, T> tooSoon, Func<ChannelUnavailable, T> channelUnavailable, Func<Refused, T> refused, Func<Busy, T> busy) => channelUnavailable(this);
    }

    /// <summary>The code was not sent. An anonymous caller never gets this outcome.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : SendOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Sent, T> sent, Func<TooSoon, T> tooSoon, Func<ChannelUnavailable, T> channelUnavailable, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>The call could not be done now. Try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : SendOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Sent, T> sent, Func<TooSoon, T> tooSoon, Func<ChannelUnavailable, T> channelUnavailable, Func<Refused, T> refused, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static sent => new Ending(Result.Sent),
        static tooSoon => new Ending(Result.TooSoon),
        static unavailable => new Ending(Result.ChannelUnavailable),
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(
        Func<Sent, T> sent,
        Func<TooSoon, T> tooSoon,
        Func<ChannelUnavailable, T> channelUnavailable,
        Func<Refused, T> refused,
        Func<Busy, T> busy);
}
