using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace AccountRecovery;

/// <summary>Drawing codes, before any hash. The measure is one draw of 8 bytes from the same generator.</summary>
[MemoryDiagnoser]
[MinColumn]
public class GenerationBenchmarks
{
    private readonly byte[] _bytes = new byte[8];

    [Benchmark(Baseline = true)]
    public void EightBytes() => RandomNumberGenerator.Fill(_bytes);

    [Benchmark]
    public byte[] BackupCode() => CodeGenerator.Draw(CodeFormat.BackupCode);

    [Benchmark]
    public byte[] RecoveryCode() => CodeGenerator.Draw(CodeFormat.RecoveryCode);

    [Benchmark]
    public object SetOfTen() => CodeGenerator.DrawSet(CodeFormat.BackupCode, 10);
}
