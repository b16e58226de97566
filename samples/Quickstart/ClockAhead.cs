using NodaTime;

/// <summary>The system's clock, run ahead instead of making anybody wait. The library takes every instant from the host's clock.</summary>
internal sealed class ClockAhead : IClock
{
    private Duration _ahead = Duration.Zero;

    public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant() + _ahead;

    public void Run(Duration by) => _ahead += by;
}
