using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>The symbols that codes are made of.</summary>
/// <remarks>An alphabet with letters of one case accepts typed letters in either case. An alphabet with both cases distinguishes them.</remarks>
public sealed class CodeAlphabet
{
    private const string DigitSymbols = "0123456789";
    private const string CrockfordSymbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The ten ASCII digits: 3.32 bits a symbol.</summary>
    public static readonly CodeAlphabet Digits = new(DigitSymbols, "digits");

    /// <summary>Crockford's Base32, without I, L, O and U: 5 bits a symbol. A typed <c>O</c> is read as 0, a typed <c>I</c> or <c>L</c> as 1.</summary>
    public static readonly CodeAlphabet Crockford32 = new(CrockfordSymbols, "crockford32");

    private readonly sbyte[] _values = new sbyte[128];
    private readonly string _name;

    private CodeAlphabet(string symbols, string name)
    {
        Symbols = symbols;
        _name = name;
        Array.Fill(_values, (sbyte)-1);
        for (int value = 0; value < symbols.Length; value++)
        {
            _values[symbols[value]] = (sbyte)value;
        }

        FoldCase(symbols);
        if (name == "crockford32")
        {
            _values['O'] = _values['o'] = 0;
            _values['I'] = _values['i'] = _values['L'] = _values['l'] = 1;
        }
    }

    /// <summary>The symbols in the order of their values: 2 to 64 distinct ASCII letters and digits.</summary>
    public string Symbols { get; }

    /// <summary>The bits of one symbol that is drawn at random.</summary>
    public double BitsPerSymbol => Math.Log2(Symbols.Length);

    /// <summary>Reads an alphabet from its name (<c>digits</c>, <c>crockford32</c>) or from its symbols.</summary>
    /// <param name="text">A name, or 2 to 64 distinct ASCII letters and digits.</param>
    /// <param name="alphabet">The alphabet; null if the text is not an alphabet.</param>
    /// <returns>Whether the text is an alphabet.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CodeAlphabet? alphabet)
    {
        alphabet = text switch
        {
            "digits" or DigitSymbols => Digits,
            "crockford32" or CrockfordSymbols => Crockford32,
            _ when IsAlphabet(text) => new CodeAlphabet(text!, text!),
            _ => null,
        };
        return alphabet is not null;
    }

    /// <summary>The name of a known alphabet, otherwise its symbols. <see cref="TryParse"/> reads this text.</summary>
    /// <returns>At most 64 characters.</returns>
    public override string ToString() => _name;

    /// <summary>The value of a typed ASCII character, or -1 if the alphabet does not have the character.</summary>
    internal int ValueOf(char typed) => typed < 128 ? _values[typed] : -1;

    private void FoldCase(string symbols)
    {
        bool bothCases = symbols.AsSpan().ContainsAnyInRange('A', 'Z') && symbols.AsSpan().ContainsAnyInRange('a', 'z');
        for (char upper = 'A'; !bothCases && upper <= 'Z'; upper++)
        {
            char lower = (char)(upper | 0x20);
            sbyte value = Math.Max(_values[upper], _values[lower]);
            _values[upper] = value;
            _values[lower] = value;
        }
    }

    private static bool IsAlphabet(string? text)
    {
        if (text is null || text.Length is < 2 or > 64)
        {
            return false;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]) || text.AsSpan(i + 1).Contains(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
