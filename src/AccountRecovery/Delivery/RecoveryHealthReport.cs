using NodaTime;

namespace AccountRecovery;

/// <summary>The state of this process and its store.</summary>
/// <param name="ClockSuspect">Whether this server's clock differs from the store's clock by more than five minutes, if the store has a clock. Every call is then answered with busy.</param>
/// <param name="Lag">How late the oldest due account is, zero or more. If sweeps run, about the time between two sweeps.</param>
/// <param name="LanesBusy">The number of hashing lanes that run a hash, 0 or more.</param>
/// <param name="Lanes">The number of hashing lanes.</param>
/// <param name="Waiting">The number of slow hashes that wait for a hashing lane or will start soon, 0 or more.</param>
/// <param name="Places">The number of slow hashes that may wait.</param>
public sealed record RecoveryHealthReport(bool ClockSuspect, Duration Lag, int LanesBusy, int Lanes, int Waiting, int Places)
{
    /// <summary>Whether every hashing lane and every place to wait is in use, so that the next slow hash is refused.</summary>
    public bool LanesFull => LanesBusy >= Lanes && Waiting >= Places;
}
