using NodaTime;

namespace RecoveryCli;

/// <summary>The clock of a call that travels in time: it stands still, since the call is over in a moment.</summary>
internal sealed class FixedClock(Instant now) : IClock
{
    public Instant GetCurrentInstant() => now;
}
