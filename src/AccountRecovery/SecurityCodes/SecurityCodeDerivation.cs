using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AccountRecovery;

/// <summary>Security codes are derived, not stored: a repeated try at one message carries the same code, and the record holds none.</summary>
internal static class SecurityCodeDerivation
{
    private static readonly UInt128 Numbers = (UInt128)Math.Pow(10, CodeFormat.SecurityCode.Length);

    /// <summary>The code of a challenge's last message, for one purpose.</summary>
    internal static byte[] Symbols(RecordSecret secret, Challenge challenge, ProofPurpose purpose)
    {
        var input = new PurposeInput(stackalloc byte[128], "AccountRecovery security code");
        input.Add(challenge.Contact);
        input.Add((long)challenge.Channel);
        input.Add((long)purpose);
        input.Add(challenge.Id);
        input.Add(challenge.Sends);
        Span<byte> tag = stackalloc byte[16];
        Derivation.Tag(secret.Bytes, input, tag);

        // 128 bits, so that no code is likelier than another by more than one part in 2^100.
        UInt128 number = BinaryPrimitives.ReadUInt128BigEndian(tag) % Numbers;
        byte[] symbols = new byte[CodeFormat.SecurityCode.Length];
        for (int i = symbols.Length - 1; i >= 0; i--)
        {
            symbols[i] = (byte)('0' + (int)(number % 10));
            number /= 10;
        }

        CryptographicOperations.ZeroMemory(tag);
        return symbols;
    }

    internal static PlainCode Code(RecordSecret secret, Challenge challenge) => new(CodeFormat.SecurityCode, Symbols(secret, challenge, challenge.Purpose));

    internal static bool IsRight(RecordSecret secret, Challenge challenge, ProofPurpose purpose, ReadOnlySpan<byte> typed) =>
        CryptographicOperations.FixedTimeEquals(Symbols(secret, challenge, purpose), typed);
}
