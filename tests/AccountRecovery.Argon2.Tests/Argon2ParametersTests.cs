namespace AccountRecovery.Tests;

public sealed class Argon2ParametersTests
{
    [Fact]
    public void The_defaults_are_19_MiB_2_passes_and_1_lane() =>
        Assert.Equal(new Argon2Parameters(memoryKiB: 19_456, passes: 2, lanes: 1), Argon2Parameters.Default);

    [Theory]
    [InlineData(8, 1, 1)]
    [InlineData(2040, 1, 255)]
    [InlineData(2_097_152, int.MaxValue, 255)]
    public void Constructor_AtABound_Accepted(int memoryKiB, int passes, int lanes)
    {
        var parameters = new Argon2Parameters(memoryKiB, passes, lanes);

        Assert.Equal((memoryKiB, passes, lanes), (parameters.MemoryKiB, parameters.Passes, parameters.Lanes));
    }

    [Theory]
    [InlineData(7, 1, 1, "memoryKiB", "from 8 to 2097152")]
    [InlineData(31, 1, 4, "memoryKiB", "from 32 to 2097152")]
    [InlineData(2_097_153, 1, 1, "memoryKiB", "from 8 to 2097152")]
    [InlineData(-1, 1, 1, "memoryKiB", "from 8 to 2097152")]
    [InlineData(19_456, 0, 1, "passes", "from 1 to 2147483647")]
    [InlineData(19_456, -1, 1, "passes", "from 1 to 2147483647")]
    [InlineData(19_456, 1, 0, "lanes", "from 1 to 255")]
    [InlineData(19_456, 1, 256, "lanes", "from 1 to 255")]
    public void Constructor_BeyondABound_ExceptionGivesTheRange(int memoryKiB, int passes, int lanes, string name, string range)
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => new Argon2Parameters(memoryKiB, passes, lanes));

        Assert.Equal(name, exception.ParamName);
        Assert.Contains(range, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_Default_AsInAPhcString() => Assert.Equal("m=19456,t=2,p=1", Argon2Parameters.Default.ToString());

    [Fact]
    public void TryParse_Written_Equal()
    {
        var parameters = new Argon2Parameters(memoryKiB: 65_536, passes: 3, lanes: 4);

        Assert.True(Argon2Parameters.TryParse(parameters.ToString(), Argon2Limits.Default, out Argon2Parameters? read));
        Assert.Equal(parameters, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("m=19456,t=2")]
    [InlineData("m=19456,t=2,p=1,")]
    [InlineData("m=19456,t=2,p=1 ")]
    [InlineData("t=2,m=19456,p=1")]
    [InlineData("m=262145,t=2,p=1")]
    public void TryParse_MalformedOrBeyondTheLimits_False(string text)
    {
        Assert.False(Argon2Parameters.TryParse(text, Argon2Limits.Default, out Argon2Parameters? read));
        Assert.Null(read);
    }
}
