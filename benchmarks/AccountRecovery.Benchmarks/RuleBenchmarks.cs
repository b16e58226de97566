using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.BackupCodeAccepted>;

namespace AccountRecovery;

/// <summary>The rules of a redemption alone: no store, no seal, no slow hash. The measure is one HMAC-SHA-256.</summary>
[MemoryDiagnoser]
[MinColumn]
public class RuleBenchmarks
{
    private readonly byte[] _key = new byte[32];
    private readonly byte[] _tag = new byte[32];
    private readonly RecoveryCall _call = new(RecoveryAction.Redeem, RecoveryMethod.BackupCodes, Scene.Alice, new ProofsGiven([], TwoStep: false), CallerTrace.Of(Scene.Stranger))
    {
        Typed = "1234 5678",
        Purpose = ProofPurpose.SignIn,
    };


    private Scene _scene = null!;
    private AccountRecord _record = null!;
    private AccountRecord _charged = null!;
    private ChargeResult.Examine _examine = null!;
    private byte[] _right = [];

    [GlobalSetup]
    public void Setup()
    {
        _scene = new Scene(CodeFormat.BackupCode);
        _scene.Import(10);
        _record = _scene.Record();
        Decision<ChargeResult> charge = BackupCodeRedemptionRules.Charge(_record, _call, _scene.Policy, Scene.Now);
        _examine = (ChargeResult.Examine)charge.Answer;
        _charged = charge.Next!;
        _right = [.. _record.BackupCodes.Live!.Codes[^1].Tag];
        if (Conclude(_right).Answer is not Attempt.Accepted || Conclude(_tag).Answer is not Attempt.Refused)
        {
            throw new InvalidOperationException("The rules do not answer as they should.");
        }
    }

    [GlobalCleanup]
    public void Cleanup() => _scene.Dispose();

    [Benchmark(Baseline = true)]
    public int OneHmac() => HMACSHA256.HashData(_key, _key, _tag);

    [Benchmark]
    public object Charge() => BackupCodeRedemptionRules.Charge(_record, _call, _scene.Policy, Scene.Now).Answer;

    [Benchmark]
    public object ConcludeWrong() => Conclude(_key).Answer;

    [Benchmark]
    public object ConcludeRight() => Conclude(_right).Answer;

    private Decision<Attempt> Conclude(byte[] tag) => BackupCodeRedemptionRules.Conclude(_charged, _call, _examine, tag, _scene.Policy, Scene.Now);
}
