using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery.Argon2Internals;

/// <summary>Base64 (RFC 4648, section 4) without padding, with exactly one text for each value: the "B64" of the PHC string format.</summary>
internal static class Base64Unpadded
{
    internal static int EncodedLength(int bytes) => ((bytes * 4) + 2) / 3;

    internal static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <summary>Decodes text; returns false for symbols outside the alphabet, white space, padding, an impossible length and trailing bits that are not zero.</summary>
    internal static bool TryDecode(ReadOnlySpan<char> symbols, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (symbols.Length % 4 == 1)
        {
            return false;
        }

        byte[] decoded = new byte[symbols.Length * 3 / 4];
        int written = 0;
        int bits = 0;
        int held = 0;
        foreach (char symbol in symbols)
        {
            int six = ValueOf(symbol);
            if (six < 0)
            {
                return false;
            }

            held = (held << 6) | six;
            bits += 6;
            if (bits >= 8)
            {
                bits -= 8;
                decoded[written++] = (byte)(held >> bits);
                held &= (1 << bits) - 1;
            }
        }

        if (held != 0)
        {
            return false;
        }

        bytes = decoded;
        return true;
    }

    private static int ValueOf(char symbol) => symbol switch
    {
        >= 'A' and <= 'Z' => symbol - 'A',
        >= 'a' and <= 'z' => symbol - 'a' + 26,
        >= '0' and <= '9' => symbol - '0' + 52,
        '+' => 62,
        '/' => 63,
        _ => -1,
    };
}
