namespace AccountRecovery.Tests;

public sealed class CancellationTests
{
    // Ten seconds of work and more, if nobody stops it.
    private static readonly Argon2Parameters Long = new(memoryKiB: 1024, passes: 200_000, lanes: 1);

    [Fact]
    public void DeriveTag_CancelledBefore_ThrowsAndLeavesTheTag()
    {
        byte[] tag = [1, 2, 3, 4];

        Assert.Throws<OperationCanceledException>(() => Argon2id.DeriveTag([], new byte[8], [], [], Long, tag, new CancellationToken(canceled: true)));

        Assert.Equal([1, 2, 3, 4], tag);
    }

    [Fact]
    public void DeriveTag_CancelledBefore_TakesNoMemory()
    {
        var oneGiB = new Argon2Parameters(memoryKiB: 1 << 20, passes: 1, lanes: 1);
        long peak = PeakMemory.VirtualBytes();

        Assert.Throws<OperationCanceledException>(() => Argon2id.DeriveTag([], new byte[8], [], [], oneGiB, new byte[4], new CancellationToken(canceled: true)));

        Assert.InRange(PeakMemory.VirtualBytes() - peak, 0, PeakMemory.OfOtherTests);
    }

    [Fact]
    public void DeriveTag_CancelledWhileRunning_Stops()
    {
        byte[] tag = [1, 2, 3, 4];
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.Throws<OperationCanceledException>(() => Argon2id.DeriveTag([], new byte[8], [], [], Long, tag, cancellation.Token));

        Assert.Equal([1, 2, 3, 4], tag);
    }

    [Fact]
    public void Hash_and_verify_pass_the_token_on()
    {
        var cancelled = new CancellationToken(canceled: true);
        string encoded = Argon2id.Hash([], new Argon2Parameters(memoryKiB: 8, passes: 1, lanes: 1));

        Assert.Throws<OperationCanceledException>(() => Argon2id.Hash([], Long, cancelled));
        Assert.Throws<OperationCanceledException>(() => Argon2id.Hash([], [], [], Long, cancelled));
        Assert.Throws<OperationCanceledException>(() => Argon2id.Verify(encoded, [], limits: null, cancelled));
        Assert.Throws<OperationCanceledException>(() => Argon2id.Verify(encoded, [], [], [], limits: null, cancelled));
    }
}
