using AccountRecovery.Argon2Internals;

namespace AccountRecovery.Tests;

// Alone: the last test looks at the pool of the process, which other tests use too.
[Collection(Alone.Name)]
public sealed class BlockMemoryPoolTests
{
    [Fact]
    public void Rent_AfterReturn_SameMemoryAgain()
    {
        var pool = new BlockMemoryPool(maxKept: 2);
        BlockMemory first = pool.Rent(10);
        first.Dispose();

        using BlockMemory second = pool.Rent(10);

        Assert.Same(first, second);
    }

    [Fact]
    public unsafe void Rent_AfterReturn_Cleared()
    {
        var pool = new BlockMemoryPool(maxKept: 1);
        BlockMemory first = pool.Rent(3_000);
        new Span<byte>(first[0], 3_000 * Block.Bytes).Fill(0xFF);
        first.Dispose();

        using BlockMemory second = pool.Rent(3_000);

        Assert.Same(first, second);
        Assert.False(new Span<byte>(second[0], 3_000 * Block.Bytes).ContainsAnyExcept((byte)0));
    }

    [Fact]
    public unsafe void Rent_AnySize_AlignedToACacheLine()
    {
        var pool = new BlockMemoryPool(maxKept: 0);
        for (int blocks = 1; blocks < 50; blocks++)
        {
            using BlockMemory memory = pool.Rent(blocks);
            Assert.Equal(0, (nint)memory[0] % 64);
        }
    }

    [Fact]
    public void Rent_SeveralFit_TheSmallest()
    {
        var pool = new BlockMemoryPool(maxKept: 3);
        BlockMemory[] all = [pool.Rent(30), pool.Rent(10), pool.Rent(20)];
        Array.ForEach(all, memory => memory.Dispose());

        using BlockMemory lent = pool.Rent(11);

        Assert.Same(all[2], lent);
        Assert.Equal(2, pool.Kept);
    }

    [Fact]
    public void Return_MoreThanAreKept_TheSmallestGoes()
    {
        var pool = new BlockMemoryPool(maxKept: 2);
        BlockMemory[] all = [pool.Rent(30), pool.Rent(10), pool.Rent(20)];
        Array.ForEach(all, memory => memory.Dispose());

        using BlockMemory lent = pool.Rent(1);

        Assert.Same(all[2], lent);
        Assert.Equal(1, pool.Kept);
    }

    [Theory]
    [InlineData(BlockMemoryPool.LargestKept, 1)]
    [InlineData(BlockMemoryPool.LargestKept + 1, 0)]
    public void Return_BeyondTheLargestKept_NotKept(int blocks, int kept)
    {
        var pool = new BlockMemoryPool(maxKept: 2);

        pool.Rent(blocks).Dispose();

        Assert.Equal(kept, pool.Kept);
    }

    [Fact]
    public void Dispose_Twice_OneIsKept()
    {
        var pool = new BlockMemoryPool(maxKept: 2);
        BlockMemory memory = pool.Rent(1);

        memory.Dispose();
        memory.Dispose();

        Assert.Equal(1, pool.Kept);
    }

    [Fact]
    public void The_pool_of_the_process_keeps_no_more_than_there_are_processors()
    {
        Parallel.For(0, 4 * Environment.ProcessorCount, new ParallelOptions { MaxDegreeOfParallelism = 4 * Environment.ProcessorCount }, _ =>
            Argon2id.DeriveTag([], new byte[8], [], [], new Argon2Parameters(memoryKiB: 4_096, passes: 1, lanes: 1), new byte[4]));

        Assert.InRange(BlockMemoryPool.Shared.Kept, 1, Environment.ProcessorCount);
    }
}
