namespace AccountRecovery;

/// <summary>Reads the digits of a typed phone number.</summary>
internal static class PhoneText
{
    /// <summary>Reads the digits.</summary>
    /// <param name="typed">The typed text; null is read as empty.</param>
    /// <param name="digits">The digits in ASCII.</param>
    /// <param name="isInternational">Whether the text begins with a <c>+</c>.</param>
    /// <returns>The fault, if any.</returns>
    internal static AddressFault Fold(string? typed, out string digits, out bool isInternational)
    {
        digits = string.Empty;
        isInternational = false;
        if (typed?.Length > PhoneNumber.MaxTyped)
        {
            return AddressFault.TooLong;
        }

        Span<char> found = stackalloc char[PhoneNumber.MaxTyped];
        int count = 0;
        foreach (char character in typed.AsSpan().Trim())
        {
            char ascii = CodeNormalizer.ToAscii(character);
            if (char.IsAsciiDigit(ascii))
            {
                found[count++] = ascii;
            }
            else if (ascii == '+' && count == 0 && !isInternational)
            {
                isInternational = true;
            }
            else if (ascii is not (' ' or '-' or '.' or '/' or '(' or ')'))
            {
                return AddressFault.UnexpectedCharacter;
            }
        }

        digits = found[..count].ToString();
        return count == 0 ? AddressFault.Empty : AddressFault.None;
    }
}
