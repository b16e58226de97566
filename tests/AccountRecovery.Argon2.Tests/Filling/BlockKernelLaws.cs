using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AccountRecovery.Argon2Internals;

namespace AccountRecovery.Tests;

public sealed class BlockKernelLaws(ITestOutputHelper output)
{
    private static readonly BlockKernel Scalar = BlockKernel.Supported[^1];

    [Fact]
    public void Every_kernel_gives_the_tags_of_the_scalar_one()
    {
        SplitMix64 random = SplitMix64.Start(output);
        output.WriteLine("kernels: " + string.Join(", ", BlockKernel.Supported.Select(kernel => kernel.Name)));
        for (int round = Run.Cases(whenShort: 100, whenFull: 1_000); round > 0; round--)
        {
            RandomCase one = RandomCase.Next(random);
            string expected = Derive(one, Scalar);

            foreach (BlockKernel kernel in BlockKernel.Supported)
            {
                Assert.True(expected == Derive(one, kernel), $"{kernel.Name} at {one.Parameters}, {random.Replay}");
            }
        }
    }

    /// <summary>The other inputs of the law above are small: here the blocks no longer fit any cache, and the reference area is large.</summary>
    [Theory]
    [InlineData("m=19456,t=2,p=1")]
    [InlineData("m=65536,t=1,p=4")]
    public void Every_kernel_gives_the_tags_of_the_scalar_one_at_full_size(string costs)
    {
        Assert.True(Argon2Parameters.TryParse(costs, Argon2Limits.Default, out Argon2Parameters? parameters));
        var one = new RandomCase(parameters, [1, 2, 3], new byte[16], [], [], TagLength: 32);
        string expected = Derive(one, Scalar);

        Assert.All(BlockKernel.Supported, kernel => Assert.Equal(expected, Derive(one, kernel)));
    }

    [Fact]
    public void The_words_of_a_block_come_out_where_they_went_in()
    {
        byte[] bytes = [.. Enumerable.Range(0, Block.Bytes).Select(at => (byte)((at * 37) & 0xFF))];

        Assert.All(BlockKernel.Supported, kernel =>
        {
            byte[] back = new byte[Block.Bytes];
            using BlockMemory memory = new BlockMemoryPool(maxKept: 0).Rent(blocks: 1);
            LoadAndStore(kernel, memory, bytes, back);
            Assert.Equal(bytes, back);
        });
    }

    [Fact]
    public void Chosen_IsTheWidestThatTheProcessorHas() =>
        Assert.Equal(
            Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? "Vector512" : Avx2.IsSupported ? "Vector256" : "Scalar",
            BlockKernel.Chosen.Name);

    /// <summary>Shows that a run under the runtime's switches tests what it is meant to.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "Vector512")]
    [InlineData("DOTNET_EnableAVX2", "Vector256")]
    [InlineData("DOTNET_EnableHWIntrinsic", "Vector512")]
    [InlineData("DOTNET_EnableHWIntrinsic", "Vector256")]
    public void Supported_InstructionsSwitchedOff_WithoutTheKernel(string variable, string name)
    {
        if (Environment.GetEnvironmentVariable(variable) == "0")
        {
            Assert.DoesNotContain(name, BlockKernel.Supported.Select(kernel => kernel.Name));
        }
    }

    [Fact]
    public void Supported_EndsWithTheScalarKernel() => Assert.Equal("Scalar", Scalar.Name);

    private static unsafe void LoadAndStore(BlockKernel kernel, BlockMemory memory, byte[] bytes, byte[] back)
    {
        kernel.Load(bytes, memory[0]);
        kernel.Store(memory[0], back);
    }

    private static string Derive(RandomCase one, BlockKernel kernel)
    {
        byte[] tag = new byte[one.TagLength];
        TagDerivation.Derive(one.Password, one.Salt, one.Secret, one.AssociatedData, one.Parameters, tag, kernel, CancellationToken.None);
        return Convert.ToHexString(tag);
    }
}
