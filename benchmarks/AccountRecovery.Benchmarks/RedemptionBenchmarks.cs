using BenchmarkDotNet.Attributes;

namespace AccountRecovery;

/// <summary>One redemption of a code of 8 digits against the one Argon2id that it needs: the same for 1, 10 and 32 live codes, right or wrong.</summary>
[MemoryDiagnoser]
[MinColumn]
public class RedemptionBenchmarks
{
    private readonly byte[] _code = "12345678"u8.ToArray();
    private readonly byte[] _salt = new byte[16];
    private readonly byte[] _pepper = new byte[32];
    private readonly byte[] _tag = new byte[32];
    private Scene _scene = null!;
    private string _wrong = string.Empty;

    [Params(1, 10, 32)]
    public int LiveCodes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _scene = new Scene(CodeFormat.BackupCode);
        _scene.Import(LiveCodes);
        _wrong = _scene.WrongCode();
    }

    [GlobalCleanup]
    public void Cleanup() => _scene.Dispose();

    [Benchmark(Baseline = true)]
    public void OneHash() =>
        Argon2id.DeriveTag(_code, _salt, _pepper, [], new Argon2Parameters(Argon2idCodeHasher.DefaultMemoryKiB, Argon2idCodeHasher.DefaultPasses, lanes: 1), _tag);

    [Benchmark]
    public async Task<int> WrongCode()
    {
        RedeemOutcome outcome = await _scene.RedeemAsync(_wrong);
        await _scene.PutBackAsync();
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
