/// <summary>The system's clock, run ahead instead of making anybody wait. The library takes every instant from the host's clock.</summary>
/// <remarks>The steady clock is run ahead with it: a sweep ends nothing where only the time of day has jumped.</remarks>
internal sealed class ClockAhead : TimeProvider
{
    private TimeSpan _ahead = TimeSpan.Zero;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(_ahead.TotalSeconds * TimestampFrequency);

    public void Run(TimeSpan by) => _ahead += by;
}
