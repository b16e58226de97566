using System.Security.Cryptography;
using System.Text;

namespace AccountRecovery;

/// <summary>Draws codes. Every symbol is uniform and independent, and comes from the operating system's generator.</summary>
internal static class CodeGenerator
{
    /// <summary>Draws one code as ASCII symbols.</summary>
    internal static byte[] Draw(CodeFormat format)
    {
        Span<byte> values = stackalloc byte[CodeFormat.MaxLength];
        values = values[..format.Length];
        int random = format.HasCheckSymbol ? format.Length - 1 : format.Length;

        Span<byte> choices = stackalloc byte[64];
        choices = choices[..format.Alphabet.Symbols.Length];
        for (int i = 0; i < choices.Length; i++)
        {
            choices[i] = (byte)i;
        }

        // GetItems rejects out-of-range draws and does not reduce them with %, so no symbol is more likely than another.
        RandomNumberGenerator.GetItems(choices, values[..random]);
        if (format.HasCheckSymbol)
        {
            values[random] = (byte)CheckSymbol.Compute(values[..random]);
        }

        byte[] symbols = new byte[format.Length];
        for (int i = 0; i < symbols.Length; i++)
        {
            symbols[i] = (byte)format.Alphabet.Symbols[values[i]];
        }

        CryptographicOperations.ZeroMemory(values);
        return symbols;
    }

    /// <summary>Draws a set of codes that are all different.</summary>
    internal static PlainCode[] DrawSet(CodeFormat format, int count)
    {
        var codes = new PlainCode[count];
        var seen = new HashSet<string>(count, StringComparer.Ordinal);
        for (int i = 0; i < count;)
        {
            byte[] symbols = Draw(format);
            if (seen.Add(Encoding.ASCII.GetString(symbols)))
            {
                codes[i++] = new PlainCode(format, symbols);
            }
        }

        return codes;
    }
}
