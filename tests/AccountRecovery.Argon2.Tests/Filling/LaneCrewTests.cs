using AccountRecovery.Argon2Internals;

namespace AccountRecovery.Tests;

public sealed class LaneCrewTests
{
    private const int OneLaneLimit = 0;
    private const int SeveralLanesLimit = 4_096;

    [Theory]
    [InlineData(1, OneLaneLimit)]
    [InlineData(2, SeveralLanesLimit)]
    [InlineData(7, SeveralLanesLimit)]
    public void DeriveTag_OnThisThread_AllocatesNoMoreThanTheLimit(int lanes, int limit)
    {
        var parameters = new Argon2Parameters(memoryKiB: 1_024, passes: 50, lanes);
        Span<byte> tag = stackalloc byte[Argon2id.TagLength];
        Span<byte> salt = stackalloc byte[Argon2id.SaltLength];
        long least = long.MaxValue;

        // Another test may have taken the pool's memory; then a hash makes an object for its own. Once in ten it does not.
        for (int attempt = 0; attempt < 10; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Argon2id.DeriveTag("password"u8, salt, secret: default, associatedData: default, parameters, tag);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(least, 0, limit);
    }

    /// <summary>Helpers come from the thread pool: when all its threads are busy, the caller fills all lanes alone.</summary>
    [Fact]
    public async Task Hashing_on_every_thread_of_the_pool_ends()
    {
        var parameters = new Argon2Parameters(memoryKiB: 256, passes: 3, lanes: 4);
        byte[] expected = Derive(parameters, default);

        byte[][] tags = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => Derive(parameters, default))));

        Assert.All(tags, tag => Assert.Equal(expected, tag));
    }

    [Fact]
    public void Cancelling_several_lanes_at_any_moment_throws_or_gives_the_right_tag()
    {
        var parameters = new Argon2Parameters(memoryKiB: 1_024, passes: 8, lanes: 4);
        byte[] expected = Derive(parameters, default);
        for (int attempt = 0; attempt < 100; attempt++)
        {
            using var cancellation = new CancellationTokenSource(TimeSpan.FromMicroseconds(100 * attempt));
            try
            {
                Assert.Equal(expected, Derive(parameters, cancellation.Token));
            }
            catch (OperationCanceledException stopped)
            {
                Assert.Equal(cancellation.Token, stopped.CancellationToken);
            }
        }
    }

    [Fact]
    public void DeriveTag_MoreLanesThanProcessors_SameTagOnEveryKernel()
    {
        var parameters = new Argon2Parameters(memoryKiB: 8 * Argon2Parameters.MaxLanes, passes: 2, Argon2Parameters.MaxLanes);
        byte[] expected = Derive(parameters, default);

        Assert.All(BlockKernel.Supported, kernel =>
        {
            byte[] tag = new byte[expected.Length];
            TagDerivation.Derive("password"u8, new byte[16], default, default, parameters, tag, kernel, CancellationToken.None);
            Assert.Equal(expected, tag);
        });
    }

    private static byte[] Derive(Argon2Parameters parameters, CancellationToken cancellationToken)
    {
        byte[] tag = new byte[Argon2id.TagLength];
        Argon2id.DeriveTag("password"u8, new byte[16], default, default, parameters, tag, cancellationToken);
        return tag;
    }
}
