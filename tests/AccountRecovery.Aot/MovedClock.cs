using NodaTime;

/// <summary>The system's clock, moved ahead: so long it takes until the same contact is sent another code.</summary>
internal sealed class MovedClock : IClock
{
    private Duration _ahead = Duration.Zero;

    public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant() + _ahead;

    internal void Advance(Duration by) => _ahead += by;
}
