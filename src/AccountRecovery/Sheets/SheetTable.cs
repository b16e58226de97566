using System.Buffers;
using System.Text;

namespace AccountRecovery;

/// <summary>Writes a sheet as one row of CSV (RFC 4180) that a password manager imports. The notes contain the codes, one on each line.</summary>
/// <remarks>
/// No cell begins with a character that a spreadsheet could read as the start of a formula. Every cell begins with words of the library, except the user name, which
/// is left out if it does not begin with a letter or a digit. Cells get no prefix, so the imported text is the given text. The notes contain the account's name in
/// any case.
/// </remarks>
internal static class SheetTable
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n \t");

    // 1Password Support, "Move your data into 1Password": the columns of a login, in this order.
    internal static string OnePassword(SheetContent content) =>
        Table("Title,Website,Username,Password,Notes", Name(content), Url(content), UserName(content), string.Empty, Notes(content));

    // Bitwarden Help Center, "Condition a Bitwarden .csv or .json", individual vault. Bitwarden reads the address as a list that is separated by commas.
    internal static string Bitwarden(SheetContent content) => Table(
        "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp",
        string.Empty,
        string.Empty,
        content.Url is null ? "note" : "login",
        Name(content),
        Notes(content),
        string.Empty,
        "0",
        Url(content).Replace(",", "%2C", StringComparison.Ordinal),
        content.Url is null ? string.Empty : UserName(content),
        string.Empty,
        string.Empty);

    // LastPass Support, "Import stored data into LastPass using a generic CSV file": the address http://sn marks a secure note.
    internal static string LastPass(SheetContent content) => Table(
        "url,username,password,extra,name,grouping,fav",
        content.Url is null ? "http://sn" : Url(content),
        content.Url is null ? string.Empty : UserName(content),
        string.Empty,
        Notes(content),
        Name(content),
        string.Empty,
        "0");

    private static string Table(string head, params string[] cells) => $"{head}\r\n{string.Join(',', cells.Select(Cell))}\r\n";

    private static string Cell(string text) => text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string Name(SheetContent content) => content.Account is { } account ? $"{content.Title} for {content.Site} ({account})" : $"{content.Title} for {content.Site}";

    private static string Url(SheetContent content) => content.Url?.AbsoluteUri ?? string.Empty;

    private static string UserName(SheetContent content) =>
        content.Account is { } account && account.EnumerateRunes().Select(Rune.IsLetterOrDigit).FirstOrDefault() ? account : string.Empty;

    // LF inside a cell, so that text copied from a password manager's notes has line breaks on every system.
    private static string Notes(SheetContent content)
    {
        string[] account = content.Account is { } name ? [$"Account: {name}"] : [];
        return string.Join('\n', [$"{content.Title} for {content.Site}", .. account, $"Made: {content.Made}", .. content.Codes(), .. content.Rules, content.Typing]);
    }
}
