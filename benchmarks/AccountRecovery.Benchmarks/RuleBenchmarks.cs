using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace AccountRecovery;

/// <summary>The rules of a redemption alone: no store, no seal, no slow hash. The measure is one HMAC-SHA-256.</summary>
[MemoryDiagnoser]
[MinColumn]
public class RuleBenchmarks
{
    private readonly byte[] _key = new byte[32];
    private readonly byte[] _tag = new byte[32];
    private readonly AttemptAsk _ask = new("1234 5678", Confirms: false, ProofPurpose.SignIn, Attested: false, null, null, CallerTrace.Of(Scene.Stranger));
    private Scene _scene = null!;
    private AccountRecord _record = null!;
    private AccountRecord _charged = null!;
    private AttemptAnswer.Examine _examine = null!;
    private byte[] _right = [];

    [GlobalSetup]
    public void Setup()
    {
        _scene = new Scene(CodeFormat.BackupCode);
        _scene.Import(10);
        _record = _scene.Record();
        Decision<AttemptAnswer> charge = BackupCodeRedemptionRules.Charge(_record, _ask, _scene.Policy, Scene.Now);
        _examine = (AttemptAnswer.Examine)charge.Answer;
        _charged = charge.Next!;
        _right = [.. _record.BackupCodes.Live!.Codes[^1].Tag];
        if (Conclude(_right).Answer is not AttemptAnswer.Accepted || Conclude(_tag).Answer is not AttemptAnswer.Refused)
        {
            throw new InvalidOperationException("The rules do not answer as they should.");
        }
    }

    [GlobalCleanup]
    public void Cleanup() => _scene.Dispose();

    [Benchmark(Baseline = true)]
    public int OneHmac() => HMACSHA256.HashData(_key, _key, _tag);

    [Benchmark]
    public object Charge() => BackupCodeRedemptionRules.Charge(_record, _ask, _scene.Policy, Scene.Now).Answer;

    [Benchmark]
    public object ConcludeWrong() => Conclude(_key).Answer;

    [Benchmark]
    public object ConcludeRight() => Conclude(_right).Answer;

    private Decision<AttemptAnswer> Conclude(byte[] tag) => BackupCodeRedemptionRules.Conclude(_charged, _ask, _examine, tag, _scene.Policy, Scene.Now);
}
