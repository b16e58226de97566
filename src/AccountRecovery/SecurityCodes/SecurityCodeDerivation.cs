using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AccountRecovery;

/// <summary>Derives security codes, which are not stored: a repeated try to send one message carries the same code, and the record contains no code.</summary>
internal static class SecurityCodeDerivation
{
    private static readonly UInt128 Numbers = (UInt128)Math.Pow(10, CodeFormat.SecurityCode.Length);

    /// <summary>Returns the last code of a challenge, for one purpose.</summary>
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

        // The number has 128 bits, so that no code is more likely than another by more than one part in 2^100.
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
