using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AccountRecovery;

/// <summary>The values by which messages are counted, taken from the address or the account. Never a whole address.</summary>
internal static class SendScopeText
{
    private const int LongestPlain = 253;
    private const char Hashed = '~';

    /// <summary>Returns the digits of a phone number without the last ones; empty if the number has no further digits.</summary>
    internal static string PrefixOf(string number, int digitsCut)
    {
        string digits = string.Concat(number.Where(char.IsAsciiDigit));
        return digits[..Math.Max(0, digits.Length - digitsCut)];
    }

    /// <summary>Returns the part of an address after the last at sign, with ASCII letters in lower case; empty if there is no at sign.</summary>
    internal static string DomainOf(string address)
    {
        int at = address.LastIndexOf('@');
        return at < 0 ? string.Empty : string.Concat(address.Skip(at + 1).Select(symbol => symbol is >= 'A' and <= 'Z' ? (char)(symbol | 0x20) : symbol));
    }

    /// <summary>Returns the part of an account's id before the separator; empty if the id does not contain the separator, and not the whole id.</summary>
    internal static string TenantOf(AccountId account, string? separator) =>
        separator is not null && account.Value.IndexOf(separator, StringComparison.Ordinal) is >= 0 and int end ? account.Value[..end] : string.Empty;

    /// <summary>
    /// Returns the form of a value in the table: the value itself if every database can store it and distinguish it from other values, otherwise its hash.
    /// </summary>
    internal static string Of(string value) =>
        value.Length <= LongestPlain && !value.StartsWith(Hashed) && value.All(symbol => symbol is > ' ' and <= '~')
            ? value
            : string.Create(CultureInfo.InvariantCulture, $"{Hashed}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 16))}");
}
