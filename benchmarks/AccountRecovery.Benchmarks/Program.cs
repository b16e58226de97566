using AccountRecovery;
using BenchmarkDotNet.Running;

if (args is ["interleaved"])
{
    await InterleavedRedemption.RunAsync();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Scene).Assembly).Run(args);
