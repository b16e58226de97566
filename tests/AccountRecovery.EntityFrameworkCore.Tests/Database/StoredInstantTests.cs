using NodaTime;

namespace AccountRecovery;

public sealed class StoredInstantTests
{
    // Cut downwards, before 1970 too: what is due is listed a moment early, never late.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    [InlineData(-1, -1)]
    [InlineData(-10, -1)]
    [InlineData(-11, -2)]
    public void From_Ticks_WholeMicrosecondsBelow(long ticks, long microseconds)
    {
        Assert.Equal(microseconds, StoredInstant.From(Instant.FromUnixTimeTicks(ticks)));
        Assert.Equal(Instant.FromUnixTimeTicks(microseconds * 10), StoredInstant.ToInstant(microseconds));
    }

    [Fact]
    public void From_TheEndsOfTime_StayThere()
    {
        Assert.True(StoredInstant.ToInstant(StoredInstant.From(Instant.MaxValue)) <= Instant.MaxValue);
        Assert.Equal(Instant.MinValue, StoredInstant.ToInstant(StoredInstant.From(Instant.MinValue)));
    }
}
