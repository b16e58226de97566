using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AccountRecovery;

/// <summary>The parts of a message that are counted by: never a whole address.</summary>
internal static class SendScopeText
{
    private const int LongestPlain = 253;
    private const char Hashed = '~';

    /// <summary>A phone number's digits but for the last few; empty when it has only those.</summary>
    internal static string PrefixOf(string number, int digitsCut)
    {
        string digits = string.Concat(number.Where(char.IsAsciiDigit));
        return digits[..Math.Max(0, digits.Length - digitsCut)];
    }

    /// <summary>What is behind an address's last at sign, in ASCII lower case; empty when there is none.</summary>
    internal static string DomainOf(string address)
    {
        int at = address.LastIndexOf('@');
        return at < 0 ? string.Empty : string.Concat(address.Skip(at + 1).Select(symbol => symbol is >= 'A' and <= 'Z' ? (char)(symbol | 0x20) : symbol));
    }

    /// <summary>What is before the separator in an account's id; empty when it is not there: then the whole id would be the tenant's name.</summary>
    internal static string TenantOf(AccountId account, string? separator) =>
        separator is not null && account.Value.IndexOf(separator, StringComparison.Ordinal) is >= 0 and int end ? account.Value[..end] : string.Empty;

    /// <summary>As it stands in the table: in plain sight where every database can keep it and tell it from others, otherwise by its hash.</summary>
    internal static string Of(string value) =>
        value.Length <= LongestPlain && !value.StartsWith(Hashed) && value.All(symbol => symbol is > ' ' and <= '~')
            ? value
            : string.Create(CultureInfo.InvariantCulture, $"{Hashed}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 16))}");
}
