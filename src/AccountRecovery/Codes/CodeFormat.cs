using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace AccountRecovery;

/// <summary>The format of a code: its alphabet, its groups, and whether the last symbol is a check symbol.</summary>
/// <remarks>
/// The notation is <c>alphabet:groups</c> or <c>alphabet:groups:check</c>. The groups are numbers of symbols with the displayed separators between them,
/// such as <c>digits:4 4</c> for <c>1234 5678</c>, or <c>crockford32:5-5-5-5-5:check</c>. A format does not know how the codes
/// were drawn: <see cref="Bits"/> is right for symbols that are drawn uniformly, as this library draws them.
/// </remarks>
public sealed class CodeFormat : IEquatable<CodeFormat>
{
    /// <summary>The minimum entropy of any code: 20 bits (OWASP ASVS 5.0, 6.5.4).</summary>
    public const double MinBits = 20;

    /// <summary>The entropy from which a code cannot be guessed, so that slow hashes and counted attempts are not needed: 112 bits (NIST SP 800-63B-4, 3.1.2.2).</summary>
    public const double KeyedHashBits = 112;

    /// <summary>The length of the longest code: 64 symbols. A code with a check symbol has at most 31, because each position needs a weight of its own.</summary>
    public const int MaxLength = 64;

    /// <summary>A backup code: 8 digits, displayed as <c>1234 5678</c>, 26.58 bits.</summary>
    public static readonly CodeFormat BackupCode = Parse("digits:4 4");

    /// <summary>A recovery code: 24 random symbols and a check symbol, in 5 groups of 5, 120 bits.</summary>
    public static readonly CodeFormat RecoveryCode = Parse("crockford32:5-5-5-5-5:check");

    /// <summary>A recovery key: 27 random symbols and a check symbol, in 7 groups of 4, 135 bits.</summary>
    public static readonly CodeFormat RecoveryKey = Parse("crockford32:4-4-4-4-4-4-4:check");

    /// <summary>A security code: 7 digits, displayed as <c>123 4567</c>, 23.25 bits.</summary>
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

    /// <summary>The alphabet of the symbols.</summary>
    public CodeAlphabet Alphabet { get; }

    /// <summary>The number of symbols in a code, with the check symbol, without separators.</summary>
    public int Length { get; }

    /// <summary>
    /// Whether the last symbol is a check symbol. A check symbol shows that one symbol was mistyped or two were swapped, which distinguishes a typing error from a
    /// wrong code.
    /// </summary>
    public bool HasCheckSymbol { get; }

    /// <summary>The entropy of one code, in bits, if its symbols are drawn uniformly. The check symbol adds none.</summary>
    public double Bits => (Length - (HasCheckSymbol ? 1 : 0)) * Alphabet.BitsPerSymbol;

    /// <summary>Whether codes of this format have too many bits to be guessed (<see cref="KeyedHashBits"/>).</summary>
    public bool IsBeyondGuessing => Bits >= KeyedHashBits;

    /// <summary>The number of bits that a guess must overcome if any of several codes in force would be accepted. Ten codes of 8 digits leave 23.25 bits.</summary>
    /// <param name="live">The number of codes in force, 1 or more.</param>
    /// <returns>The number of bits.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public double BitsForAnyOf(int live)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(live, 1);
        return Bits - Math.Log2(live);
    }

    /// <summary>Reads the notation that <see cref="ToString"/> writes.</summary>
    /// <param name="notation">The notation, such as <c>digits:4 4</c>.</param>
    /// <returns>The format.</returns>
    /// <exception cref="FormatException">The text is not a notation of a code format.</exception>
    public static CodeFormat Parse(string notation) => TryParse(notation, out CodeFormat? format)
        ? format
        : throw new FormatException(
            "A code format is written 'alphabet:groups' or 'alphabet:groups:check': the alphabet 'digits', 'crockford32' or its symbols; "
            + "the length of each group, with ' ' or '-' between groups, at most 64 symbols in all; a check symbol requires crockford32 and at most 31 symbols.");

    /// <summary>Reads the notation that <see cref="ToString"/> writes.</summary>
    /// <param name="notation">The notation, such as <c>digits:4 4</c>.</param>
    /// <param name="format">The format; null if the text is not a notation of a code format.</param>
    /// <returns>Whether the text is a notation of a code format.</returns>
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
    /// <returns>The text that <see cref="Parse"/> reads.</returns>
    public override string ToString() => _notation;

    /// <summary>Writes the symbols of a code with the separators between the groups.</summary>
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

    // Each group's size and the separator after the group. The size is 0 if the text of a group is not one or two digits.
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
