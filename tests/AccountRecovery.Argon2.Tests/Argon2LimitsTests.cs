namespace AccountRecovery.Tests;

public sealed class Argon2LimitsTests
{
    [Fact]
    public void The_defaults_are_as_documented()
    {
        Argon2Limits limits = Argon2Limits.Default;

        Assert.Equal((8, 262_144, 16, 16), (limits.MinMemoryKiB, limits.MaxMemoryKiB, limits.MaxPasses, limits.MaxLanes));
        Assert.Equal((48, 12, 64, 32), (limits.MaxSaltLength, limits.MinTagLength, limits.MaxTagLength, limits.MaxAssociatedDataLength));
    }

    [Fact]
    public void The_default_cost_is_within_the_default_limits() =>
        Assert.True(Argon2Parameters.TryParse(Argon2Parameters.Default.ToString(), Argon2Limits.Default, out _));

    [Fact]
    public void Constructor_BeyondABound_ExceptionNamesIt()
    {
        Throws("minMemoryKiB", () => new Argon2Limits(minMemoryKiB: 7));
        Throws("maxMemoryKiB", () => new Argon2Limits(maxMemoryKiB: 2_097_153));
        Throws("maxMemoryKiB", () => new Argon2Limits(minMemoryKiB: 64, maxMemoryKiB: 63));
        Throws("maxPasses", () => new Argon2Limits(maxPasses: 0));
        Throws("maxLanes", () => new Argon2Limits(maxLanes: 0));
        Throws("maxLanes", () => new Argon2Limits(maxLanes: 256));
        Throws("maxSaltLength", () => new Argon2Limits(maxSaltLength: 7));
        Throws("maxSaltLength", () => new Argon2Limits(maxSaltLength: 1025));
        Throws("minTagLength", () => new Argon2Limits(minTagLength: 3));
        Throws("maxTagLength", () => new Argon2Limits(minTagLength: 32, maxTagLength: 31));
        Throws("maxTagLength", () => new Argon2Limits(maxTagLength: 1025));
        Throws("maxAssociatedDataLength", () => new Argon2Limits(maxAssociatedDataLength: -1));
        Throws("maxAssociatedDataLength", () => new Argon2Limits(maxAssociatedDataLength: 1025));
    }

    private static void Throws(string name, Func<Argon2Limits> make) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(make).ParamName);
}
