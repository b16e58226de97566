using System.Diagnostics;
using System.Security.Cryptography;

namespace AccountRecovery;

/// <summary>
/// 32 random bytes in the sealed part of one account's record. Peppers, receipts and event ids are derived from them, so a new root key only requires sealing
/// the record again.
/// </summary>
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
