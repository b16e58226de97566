using BenchmarkDotNet.Attributes;

namespace AccountRecovery;

/// <summary>Folding what was typed. The measure is what a careless program does instead.</summary>
[MemoryDiagnoser]
[MinColumn]
public class NormalizationBenchmarks
{
    private readonly byte[] _symbols = new byte[CodeFormat.MaxLength];
    private readonly string _recoveryCode = new PlainCode(CodeFormat.RecoveryCode, CodeGenerator.Draw(CodeFormat.RecoveryCode)).Reveal();
    private readonly string _tooLong = new('1', 100_000);

    [Benchmark(Baseline = true)]
    public string TakeSpacesOut() => "1234 5678".Replace(" ", string.Empty, StringComparison.Ordinal);

    [Benchmark]
    public int BackupCode() => CodeNormalizer.Normalize(CodeFormat.BackupCode, "1234 5678", _symbols).Position;

    [Benchmark]
    public int FullWidthBackupCode() => CodeNormalizer.Normalize(CodeFormat.BackupCode, "１２３４　５６７８", _symbols).Position;

    [Benchmark]
    public int RecoveryCodeWithCheckSymbol() => CodeNormalizer.Normalize(CodeFormat.RecoveryCode, _recoveryCode, _symbols).Position;

    [Benchmark]
    public int HundredThousandCharacters() => CodeNormalizer.Normalize(CodeFormat.BackupCode, _tooLong, _symbols).Position;
}
