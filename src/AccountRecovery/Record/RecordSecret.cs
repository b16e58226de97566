using System.Diagnostics;
using System.Security.Cryptography;

namespace AccountRecovery;

/// <summary>32 random bytes that live inside one account's seal. Pepper, receipts and event ids come from them, so a new root key only re-seals.</summary>
[DebuggerDisplay("{ToString(),nq}")]
internal sealed class RecordSecret
{
    internal const int Size = 32;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _bytes;

    internal RecordSecret(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes.Length == Size ? bytes.ToArray() : throw new ArgumentException($"A record's secret has {Size} bytes.", nameof(bytes));
    }

    internal ReadOnlySpan<byte> Bytes => _bytes;

    internal static RecordSecret Generate() => new(RandomNumberGenerator.GetBytes(Size));

    internal bool IsSameAs(RecordSecret other) => CryptographicOperations.FixedTimeEquals(_bytes, other._bytes);

    public override string ToString() => "(a record's secret)";
}
