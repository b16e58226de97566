using System.Security.Cryptography;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Counts; what it counts takes as long as it is told, so that tests of hundreds of attempts are fast.</summary>
internal sealed class CountingHasher(int milliseconds = 0) : ICodeHasher
{
    private int _hashes;

    internal int Hashes => Volatile.Read(ref _hashes);

    public string Scheme => "counted";

    public string PreferredCost => "1";

    public bool Accepts(string cost) => cost == "1";

    public void Hash(ReadOnlySpan<byte> code, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> pepper, string cost, Span<byte> tag)
    {
        Interlocked.Increment(ref _hashes);
        Thread.Sleep(milliseconds);
        HMACSHA256.HashData(pepper, [.. salt, .. code], tag);
    }
}
