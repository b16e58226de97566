namespace AccountRecovery;

/// <summary>Normalizes typed input to the form that is hashed. Maps only listed characters, each to one character, and does not depend on a culture.</summary>
/// <remarks>
/// Removes white space at both ends, and the listed spaces and dashes between symbols. Maps letters as the alphabet says, and full-width forms,
/// Arabic-Indic digits and Persian digits to ASCII. Every other character is a fault. Normalizing a normalized code does not change it.
/// </remarks>
internal static class CodeNormalizer
{
    /// <summary>The length of the longest input that is read, in UTF-16 characters (inclusive).</summary>
    internal const int MaxTyped = 128;

    /// <summary>Normalizes typed input.</summary>
    /// <param name="format">The format that the code should have.</param>
    /// <param name="typed">The typed text; null is read as empty.</param>
    /// <param name="symbols">Receives the symbols in ASCII. At least as long as a code of the format.</param>
    /// <returns>The fault, if any, and its zero-based position in the input: the first wrong character, or the end of the input if symbols are missing.</returns>
    internal static NormalizationResult Normalize(CodeFormat format, ReadOnlySpan<char> typed, Span<byte> symbols)
    {
        if (typed.Length > MaxTyped)
        {
            return new NormalizationResult(CodeFault.TooLong, MaxTyped);
        }

        Span<byte> values = stackalloc byte[CodeFormat.MaxLength];
        int start = typed.Length - typed.TrimStart().Length;
        int end = typed.TrimEnd().Length;
        int count = 0;
        int last = 0;
        for (int i = start; i < end; i++)
        {
            char ascii = ToAscii(typed[i]);
            if (ascii is ' ' or '-')
            {
                continue;
            }

            int value = format.Alphabet.ValueOf(ascii);
            if (value < 0 || count == format.Length)
            {
                return new NormalizationResult(value < 0 ? CodeFault.UnexpectedCharacter : CodeFault.TooManySymbols, i);
            }

            symbols[count] = (byte)format.Alphabet.Symbols[value];
            values[count++] = (byte)value;
            last = i;
        }

        if (count < format.Length)
        {
            return new NormalizationResult(count == 0 ? CodeFault.Empty : CodeFault.TooFewSymbols, typed.Length);
        }

        return format.HasCheckSymbol && !CheckSymbol.IsValid(values[..count])
            ? new NormalizationResult(CodeFault.CheckSymbol, last)
            : new NormalizationResult(CodeFault.None, 0);
    }

    /// <summary>
    /// Maps listed characters: spaces to ' ', dashes to '-', full-width forms and foreign digits to ASCII. Every other character outside ASCII becomes NUL.
    /// </summary>
    internal static char ToAscii(char typed) => typed switch
    {
        >= ' ' and <= '~' => typed,
        '\u00A0' or '\u202F' or '\u3000' => ' ',                     // no-break, narrow no-break, the full-width form of the space
        >= '\u2010' and <= '\u2015' or '\u2212' => '-',              // hyphens, figure, en and em dash, bar, minus
        >= '\uFF01' and <= '\uFF5E' => (char)(typed - 0xFEE0),       // full-width forms of ! to ~
        >= '\u0660' and <= '\u0669' => (char)(typed - 0x0660 + '0'), // Arabic-Indic digits
        >= '\u06F0' and <= '\u06F9' => (char)(typed - 0x06F0 + '0'), // Persian digits
        _ => '\0',
    };
}
