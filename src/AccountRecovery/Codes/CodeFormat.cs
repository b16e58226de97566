using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace AccountRecovery;

/// <summary>How a code looks: its alphabet, its groups, and whether its last symbol checks the others.</summary>
/// <remarks>
/// Written <c>alphabet:groups</c> or <c>alphabet:groups:check</c>, the groups with the separators that are shown,
/// such as <c>digits:4 4</c> for <c>1234 5678</c> or <c>crockford32:5-5-5-5-5:check</c>. What a format cannot know is how
/// the codes were made: <see cref="Bits"/> is right for symbols drawn uniformly, as this library draws them.
/// </remarks>
public sealed class CodeFormat : IEquatable<CodeFormat>
{
    /// <summary>The fewest bits of any code: 20 (OWASP ASVS 5.0, 6.5.4).</summary>
    public const double MinBits = 20;

    /// <summary>From so many bits on, guessing is hopeless: no slow hash and no counted attempts (NIST SP 800-63B-4, 3.1.2.2): 112.</summary>
    public const double KeyedHashBits = 112;

    /// <summary>The longest code, check symbol included: 64 symbols; 31 with a check symbol, which has a weight of its own for each position.</summary>
    public const int MaxLength = 64;

    /// <summary>A backup code: 8 digits, shown <c>1234 5678</c>, 26.58 bits.</summary>
    public static readonly CodeFormat BackupCode = Parse("digits:4 4");

    /// <summary>A recovery code: 24 random symbols and a check symbol, 5 times 5, 120 bits.</summary>
    public static readonly CodeFormat RecoveryCode = Parse("crockford32:5-5-5-5-5:check");

    /// <summary>A recovery key: 27 random symbols and a check symbol, 7 times 4, 135 bits.</summary>
    public static readonly CodeFormat RecoveryKey = Parse("crockford32:4-4-4-4-4-4-4:check");

    /// <summary>A security code: 7 digits, shown <c>123 4567</c>, 23.25 bits.</summary>
    public static readonly CodeFormat SecurityCode = Parse("digits:3 4");

    private readonly string _notation;
    private readonly string _groups;

    private CodeFormat(CodeAlphabet alphabet, string groups, int length, bool hasCheckSymbol)
    {
        Alphabet = alphabet;
        _groups = groups;
        Length = length;
        HasCheckSymbol = hasCheckSymbol;
        _notation = hasCheckSymbol ? $"{alphabet}:{groups}:check" : $"{alphabet}:{groups}";
    }

    /// <summary>The symbols.</summary>
    public CodeAlphabet Alphabet { get; }

    /// <summary>Symbols in a code, the check symbol included, separators not.</summary>
    public int Length { get; }

    /// <summary>Whether the last symbol is computed from the others, so that every slip of one symbol and every swap of two is distinguished from a wrong code.</summary>
    public bool HasCheckSymbol { get; }

    /// <summary>Entropy of one code whose symbols are drawn uniformly, in bits; the check symbol adds none.</summary>
    public double Bits => (Length - (HasCheckSymbol ? 1 : 0)) * Alphabet.BitsPerSymbol;

    /// <summary>Whether codes of this format are beyond guessing (<see cref="KeyedHashBits"/>).</summary>
    public bool IsBeyondGuessing => Bits >= KeyedHashBits;

    /// <summary>What one guess at any of several live codes is worth, in bits: ten codes of 8 digits leave 23.25.</summary>
    /// <param name="live">Live codes, 1 or more.</param>
    /// <returns>Bits.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 1.</exception>
    public double BitsForAnyOf(int live)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(live, 1);
        return Bits - Math.Log2(live);
    }

    /// <summary>Reads the notation that <see cref="ToString"/> writes.</summary>
    /// <param name="notation">Such as <c>digits:4 4</c>.</param>
    /// <returns>The format.</returns>
    /// <exception cref="FormatException">The text is no such notation.</exception>
    public static CodeFormat Parse(string notation) => TryParse(notation, out CodeFormat? format)
        ? format
        : throw new FormatException(
            "A code format is written 'alphabet:groups' or 'alphabet:groups:check': the alphabet 'digits', 'crockford32' or its symbols; "
            + "the length of each group, with ' ' or '-' between groups, at most 64 symbols in all; a check symbol requires crockford32 and at most 31 symbols.");

    /// <summary>Reads the notation that <see cref="ToString"/> writes.</summary>
    /// <param name="notation">Such as <c>digits:4 4</c>.</param>
    /// <param name="format">The format; null when the text is no such notation.</param>
    /// <returns>Whether the text is such a notation.</returns>
    public static bool TryParse(string? notation, [NotNullWhen(true)] out CodeFormat? format)
    {
        format = null;
        string[] parts = notation is { Length: <= 256 } ? notation.Split(':') : [];
        bool check = parts is [_, _, "check"];
        if ((parts.Length != 2 && !check) || !CodeAlphabet.TryParse(parts[0], out CodeAlphabet? alphabet) || !TryMeasure(parts[1], out int length))
        {
            return false;
        }

        if (check && (alphabet != CodeAlphabet.Crockford32 || length is < 2 or > CheckSymbol.MaxLength))
        {
            return false;
        }

        format = new CodeFormat(alphabet, parts[1], length, check);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(CodeFormat? other) => other is not null && _notation == other._notation;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CodeFormat);

    /// <inheritdoc/>
    public override int GetHashCode() => _notation.GetHashCode(StringComparison.Ordinal);

    /// <summary>The notation, such as <c>digits:4 4</c>.</summary>
    /// <returns>What <see cref="Parse"/> reads.</returns>
    public override string ToString() => _notation;

    /// <summary>Sets the separators between the groups of a folded code.</summary>
    internal string Display(ReadOnlySpan<byte> symbols)
    {
        var shown = new StringBuilder(symbols.Length + _groups.Length);
        int next = 0;
        foreach ((int size, char separator) in Groups(_groups))
        {
            for (int i = 0; i < size; i++)
            {
                shown.Append((char)symbols[next++]);
            }

            if (separator != '\0')
            {
                shown.Append(separator);
            }
        }

        return shown.ToString();
    }

    private static bool TryMeasure(string groups, out int length)
    {
        length = 0;
        foreach ((int size, _) in Groups(groups))
        {
            if (size == 0)
            {
                return false;
            }

            length += size;
        }

        return length is > 0 and <= MaxLength;
    }

    // Each group's size with the separator after it; size 0 for anything that is not one to two digits.
    private static IEnumerable<(int Size, char Separator)> Groups(string groups)
    {
        int start = 0;
        while (start <= groups.Length)
        {
            int end = groups.AsSpan(start).IndexOfAny(' ', '-');
            end = end < 0 ? groups.Length : start + end;
            bool plain = end - start is 1 or 2 && groups[start] != '0' && !groups.AsSpan(start, end - start).ContainsAnyExceptInRange('0', '9');
            int size = plain ? byte.Parse(groups.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture) : 0;
            yield return (size, end < groups.Length ? groups[end] : '\0');
            start = end + 1;
        }
    }
}
