using NodaTime;

namespace AccountRecovery;

/// <summary>A clock that changes only when a test changes it. Register it as <see cref="IClock"/> to let thirty days pass within a test.</summary>
public sealed class ManualClock : IClock
{
    private readonly object _gate = new();
    private Instant _now;

    /// <summary>Creates a clock that shows an instant.</summary>
    /// <param name="now">The instant.</param>
    public ManualClock(Instant now)
    {
        _now = now;
    }

    /// <inheritdoc/>
    public Instant GetCurrentInstant()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <summary>Moves the clock forwards, or backwards if the duration is negative, as a broken clock does.</summary>
    /// <param name="by">The duration to add.</param>
    /// <returns>The new instant.</returns>
    public Instant Advance(Duration by)
    {
        lock (_gate)
        {
            return _now += by;
        }
    }

    /// <summary>Sets the clock to an instant, earlier or later.</summary>
    /// <param name="now">The instant.</param>
    public void Set(Instant now)
    {
        lock (_gate)
        {
            _now = now;
        }
    }
}
