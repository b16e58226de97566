using System.Security.Cryptography;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Counts; what it counts is fast, so that tests of hundreds of attempts are.</summary>
internal sealed class CountingHasher : ICodeHasher
{
    private int _hashes;

    internal int Hashes => Volatile.Read(ref _hashes);

    public string Scheme => "counted";

    public string PreferredCost => "1";

    public bool Accepts(string cost) => cost == "1";

    public void Hash(ReadOnlySpan<byte> code, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> pepper, string cost, Span<byte> tag)
    {
        Interlocked.Increment(ref _hashes);
        HMACSHA256.HashData(pepper, [.. salt, .. code], tag);
    }
}
