using System.Text;
using FsCheck.Fluent;
using Microsoft.VisualBasic.FileIO;

namespace AccountRecovery;

public sealed class SheetTableTests
{
    private static readonly SheetStyle[] Tables = [SheetStyle.OnePasswordCsv, SheetStyle.BitwardenCsv, SheetStyle.LastPassCsv];

    private const string Notes = """
        Backup codes for Example
        Account: alice@example.com
        Made: 2026-03-01, set 3
        1467 1315
        2857 5650
        Use one of these when you cannot sign in the usual way. Each code works once.
        When you make a new set, all of these stop working.
        Spaces and dashes may be left out.
        """;

    [Theory]
    [InlineData(SheetStyle.OnePasswordCsv, "Title,Website,Username,Password,Notes", "Backup codes for Example (alice@example.com)|https://example.com/login|alice@example.com||NOTES")]
    [InlineData(
        SheetStyle.BitwardenCsv,
        "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp",
        "||login|Backup codes for Example (alice@example.com)|NOTES||0|https://example.com/login|alice@example.com||")]
    [InlineData(
        SheetStyle.LastPassCsv,
        "url,username,password,extra,name,grouping,fav",
        "https://example.com/login|alice@example.com||NOTES|Backup codes for Example (alice@example.com)||0")]
    public void A_table_has_the_columns_that_the_password_manager_documents(SheetStyle style, string head, string row)
    {
        string written = Sheets.Set(2).Write(style, Sheets.Plain);

        Assert.StartsWith(head + "\r\n", written, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", written, StringComparison.Ordinal);
        Assert.Equal([head.Split(','), row.Replace("NOTES", Notes.ReplaceLineEndings("\n"), StringComparison.Ordinal).Split('|')], Read(written));
    }

    [Fact]
    public void Without_an_address_it_is_a_secure_note()
    {
        SheetLabel label = Sheets.Plain with { Url = null };

        Assert.Equal(("note", "", ""), Row(SheetStyle.BitwardenCsv) is var bitwarden ? (bitwarden["type"], bitwarden["login_uri"], bitwarden["login_username"]) : default);
        Assert.Equal(("http://sn", ""), Row(SheetStyle.LastPassCsv) is var lastPass ? (lastPass["url"], lastPass["username"]) : default);
        Assert.Equal("", Row(SheetStyle.OnePasswordCsv)["Website"]);

        Dictionary<string, string> Row(SheetStyle style) => Cells(Sheets.RecoveryKey.Write(style, label));
    }

    [Fact]
    public void Another_reader_finds_the_same_cells_and_the_label_in_them() => Holds.ForAll(
        from sheet in Sheets.All from label in Sheets.Labels from style in Gen.Elements(Tables) select (sheet, label, style),
        given =>
        {
            Dictionary<string, string> cells = Cells(given.sheet.Write(given.style, given.label));
            string name = cells[given.style switch { SheetStyle.OnePasswordCsv => "Title", _ => "name" }];
            string notes = cells[given.style switch { SheetStyle.OnePasswordCsv => "Notes", SheetStyle.BitwardenCsv => "notes", _ => "extra" }];
            string[] lines = notes.Split('\n');
            string title = given.sheet.Method switch { RecoveryMethod.RecoveryCode => "Recovery code", RecoveryMethod.RecoveryKey => "Recovery key", _ => "Backup codes" };
            string site = $"{title} for {Sheets.Shown(given.label.Site)}";
            bool shows = given.label.Account is not null && (given.label.ShowsAccount ?? given.sheet.Method != RecoveryMethod.RecoveryCode);
            return name == (shows ? $"{site} ({Sheets.Shown(given.label.Account!)})" : site)
                && lines[0] == site
                && lines.Contains($"Account: {Sheets.Shown(given.label.Account ?? string.Empty)}") == shows
                && given.sheet.Codes().All(lines.Contains);
        });

    [Fact]
    public void No_cell_begins_like_a_formula() => Holds.ForAll(
        from sheet in Sheets.All from label in Sheets.Labels from style in Gen.Elements(Tables) select (sheet, label, style),
        given => Read(given.sheet.Write(given.style, given.label)).SelectMany(row => row).All(cell => cell.Length == 0 || Rune.IsLetterOrDigit(cell.EnumerateRunes().First())));

    [Theory]
    [InlineData("alice@example.com", "alice@example.com")]
    [InlineData("0701234567", "0701234567")]
    [InlineData("ümit", "ümit")]
    [InlineData("\U0002070E", "\U0002070E")]
    [InlineData("+46701234567", "")]
    [InlineData("-alice", "")]
    [InlineData("@alice", "")]
    [InlineData("=1+1", "")]
    [InlineData("\uFF1D1", "")]
    [InlineData(" =1", "")]
    [InlineData("\u202E=1", "")]
    [InlineData("al\"ice", "al\"ice")]
    public void A_user_name_is_given_as_it_is_or_left_out(string account, string expected)
    {
        Dictionary<string, string> cells = Cells(Sheets.Set(4).Write(SheetStyle.OnePasswordCsv, Sheets.Plain with { Account = account }));

        Assert.Equal(expected, cells["Username"]);
        Assert.Contains($"Account: {Sheets.Shown(account)}\n", cells["Notes"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("al\"ice", "\"al\"\"ice\"")]
    [InlineData("al,ice", "\"al,ice\"")]
    [InlineData("al ice", "\"al ice\"")]
    [InlineData("al;ice", "al;ice")]
    public void A_cell_with_a_quote_a_comma_or_a_space_is_quoted(string account, string cell) => Assert.Contains(
        $",https://example.com/login,{cell},,", Sheets.Set(4).Write(SheetStyle.OnePasswordCsv, Sheets.Plain with { Account = account }), StringComparison.Ordinal);

    [Fact]
    public void An_address_with_a_comma_is_one_address_to_Bitwarden()
    {
        SheetLabel label = Sheets.Plain with { Url = new Uri("https://example.com/a,b") };

        Assert.Equal("https://example.com/a%2Cb", Cells(Sheets.Set(4).Write(SheetStyle.BitwardenCsv, label))["login_uri"]);
        Assert.Equal("https://example.com/a,b", Cells(Sheets.Set(4).Write(SheetStyle.OnePasswordCsv, label))["Website"]);
    }

    private static Dictionary<string, string> Cells(string table)
    {
        string[][] rows = Read(table);
        Assert.Equal((2, rows[0].Length), (rows.Length, rows[1].Length));
        return rows[0].Zip(rows[1]).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal);
    }

    // A reader that knows nothing of us. It ends the lines within a cell as the system does.
    private static string[][] Read(string table)
    {
        using var parser = new TextFieldParser(new StringReader(table)) { TextFieldType = FieldType.Delimited, HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        parser.SetDelimiters(",");
        var rows = new List<string[]>();
        while (!parser.EndOfData)
        {
            rows.Add([.. parser.ReadFields()!.Select(cell => cell.ReplaceLineEndings("\n"))]);
        }

        return [.. rows];
    }
}
