using BenchmarkDotNet.Attributes;

namespace AccountRecovery;

/// <summary>One redemption from 112 bits on, in-memory store: no slow hash, and only success is written. The measure is the keyed hash alone.</summary>
[MemoryDiagnoser]
[MinColumn]
public class KeyedRedemptionBenchmarks
{
    private readonly RecordSecret _secret = RecordSecret.Generate();
    private readonly byte[] _salt = new byte[CodeTags.SaltSize];
    private readonly byte[] _symbols = new byte[25];
    private Scene _scene = null!;
    private string _wrong = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        _scene = new Scene(CodeFormat.RecoveryCode);
        _scene.Import(10);
        _wrong = _scene.WrongCode();
    }

    [GlobalCleanup]
    public void Cleanup() => _scene.Dispose();

    [Benchmark(Baseline = true)]
    public byte[] OneKeyedHash() => CodeTags.Keyed(_secret, RecoveryMethod.BackupCodes, _salt, _symbols);

    [Benchmark]
    public async Task<int> WrongCode()
    {
        RedeemOutcome outcome = await _scene.RedeemAsync(_wrong);
        return outcome is RedeemOutcome.Refused ? 0 : throw new InvalidOperationException($"{outcome}");
    }

    [Benchmark]
    public async Task<int> RightCode()
    {
        RedeemOutcome outcome = await _scene.RedeemAsync(_scene.Codes[^1]);
        await _scene.PutBackAsync();
        return outcome is RedeemOutcome.Redeemed redeemed ? redeemed.Remaining : throw new InvalidOperationException($"{outcome}");
    }
}
