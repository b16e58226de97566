using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace AccountRecovery;

/// <summary>Sealing and opening a record with ten codes: keys by HKDF for the account, fields, AES-256-GCM. The measure is AES-256-GCM alone on as many bytes.</summary>
[MemoryDiagnoser]
[MinColumn]
public class SealingBenchmarks
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _nonce = new byte[12];
    private readonly byte[] _tag = new byte[16];
    private byte[] _plain = [];
    private byte[] _cipher = [];
    private byte[] _sealed = [];
    private Scene _scene = null!;
    private RecordSealer _sealer = null!;
    private AccountRecord _record = null!;

    [GlobalSetup]
    public void Setup()
    {
        _scene = new Scene(CodeFormat.BackupCode);
        _scene.Import(10);
        _sealer = _scene.Get<RecordSealer>();
        _record = _scene.Record();
        _sealed = _sealer.Seal(Scene.Alice, _record);
        _plain = new byte[_sealed.Length];
        _cipher = new byte[_sealed.Length];
    }

    [GlobalCleanup]
    public void Cleanup() => _scene.Dispose();

    [Benchmark(Baseline = true)]
    public void AesGcmAlone()
    {
        using var aes = new AesGcm(_key, 16);
        aes.Encrypt(_nonce, _plain, _cipher, _tag);
    }

    [Benchmark]
    public byte[] Seal() => _sealer.Seal(Scene.Alice, _record);

    [Benchmark]
    public object Open() => _sealer.Open(Scene.Alice, _sealed);
}
