using NodaTime;

namespace AccountRecovery;

/// <summary>A clock that stands still until it is moved: register it as <see cref="IClock"/> and walk thirty days in a test.</summary>
public sealed class ManualClock : IClock
{
    private readonly object _gate = new();
    private Instant _now;

    /// <summary>A clock that shows an instant.</summary>
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

    /// <summary>Moves the clock on, or back when the duration is negative, as a broken clock would.</summary>
    /// <param name="by">How far.</param>
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
