using System.Globalization;
using System.Text;
using AccountRecovery.Ports;
using NodaTime;
using NodaTime.Text;

namespace AccountRecovery;

/// <summary>Formats values for the messages of failures. The text is the same in every culture.</summary>
internal static class Words
{
    private const int BytesShown = 8;

    internal static string Of(StoredRecord? record) =>
        record is null ? "no record" : $"revision {Of(record.Revision.Value)}, {(record.Due is { } due ? $"due {Of(due)}" : "never due")}, {Of(record.Sealed.Span)}";

    internal static string Of(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    internal static string Of(DueAccount entry) => $"{Of(entry.Account)} due {Of(entry.Due)}";

    internal static string Of(IEnumerable<DueAccount> entries) => List(entries.Select(Of));

    internal static string Of(IEnumerable<AccountId> accounts) => List(accounts.Select(Of));

    internal static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal static string Of(bool answer) => answer ? "true" : "false";

    /// <summary>Returns the id in quotes. Characters that are invisible or not ASCII are escaped.</summary>
    internal static string Of(AccountId account)
    {
        var text = new StringBuilder("\"");
        foreach (char symbol in account.Value)
        {
            _ = symbol is >= ' ' and <= '~' ? text.Append(symbol) : text.Append(CultureInfo.InvariantCulture, $"\\u{(int)symbol:x4}");
        }

        return text.Append('"').ToString();
    }

    private static string Of(ReadOnlySpan<byte> bytes) => bytes.Length <= BytesShown
        ? $"{Of(bytes.Length)} bytes {Convert.ToHexString(bytes)}"
        : $"{Of(bytes.Length)} bytes {Convert.ToHexString(bytes[..BytesShown])}...";

    private static string List(IEnumerable<string> entries) => string.Join("; ", entries) is { Length: > 0 } list ? list : "nothing";
}
