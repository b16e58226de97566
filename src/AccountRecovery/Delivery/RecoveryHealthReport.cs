using NodaTime;

namespace AccountRecovery;

/// <summary>What a look at this process and its store has shown.</summary>
/// <param name="ClockSuspect">Whether this machine's clock is more than five minutes apart from the store's own, where it has one: then every call answers busy.</param>
/// <param name="Lag">How late the oldest due account is, zero or more. Where sweeps run, about the time between two.</param>
/// <param name="LanesBusy">Hashing lanes at work, zero or more.</param>
/// <param name="Lanes">Hashing lanes available.</param>
/// <param name="Waiting">Slow hashes that wait for a lane, or are about to, zero or more.</param>
/// <param name="Places">Slow hashes that may wait.</param>
public sealed record RecoveryHealthReport(bool ClockSuspect, Duration Lag, int LanesBusy, int Lanes, int Waiting, int Places)
{
    /// <summary>Whether every lane is at work and every place to wait is taken, so that the next slow hash is refused.</summary>
    public bool LanesFull => LanesBusy >= Lanes && Waiting >= Places;
}
