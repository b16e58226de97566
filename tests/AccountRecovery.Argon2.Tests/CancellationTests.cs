using System.Diagnostics;

namespace AccountRecovery.Tests;

public sealed class CancellationTests
{
    // Minutes of work, if nobody stops it.
    private static readonly Argon2Parameters Endless = new(memoryKiB: 1024, passes: 1_000_000, lanes: 1);

    [Fact]
    public void DeriveTag_CancelledBefore_ThrowsAndLeavesTheTag()
    {
        byte[] tag = [1, 2, 3, 4];

        Assert.Throws<OperationCanceledException>(() => Argon2id.DeriveTag([], new byte[8], [], [], Endless, tag, new CancellationToken(canceled: true)));

        Assert.Equal([1, 2, 3, 4], tag);
    }

    [Fact]
    public void DeriveTag_CancelledWhileRunning_StopsAtTheNextSegment()
    {
        byte[] tag = [1, 2, 3, 4];
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        long start = Stopwatch.GetTimestamp();

        Assert.Throws<OperationCanceledException>(() => Argon2id.DeriveTag([], new byte[8], [], [], Endless, tag, cancellation.Token));

        Assert.Equal([1, 2, 3, 4], tag);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Hash_and_verify_pass_the_token_on()
    {
        var cancelled = new CancellationToken(canceled: true);
        string encoded = Argon2id.Hash([], new Argon2Parameters(memoryKiB: 8, passes: 1, lanes: 1));

        Assert.Throws<OperationCanceledException>(() => Argon2id.Hash([], Endless, cancelled));
        Assert.Throws<OperationCanceledException>(() => Argon2id.Hash([], [], [], Endless, cancelled));
        Assert.Throws<OperationCanceledException>(() => Argon2id.Verify(encoded, [], limits: null, cancelled));
        Assert.Throws<OperationCanceledException>(() => Argon2id.Verify(encoded, [], [], [], limits: null, cancelled));
    }
}
