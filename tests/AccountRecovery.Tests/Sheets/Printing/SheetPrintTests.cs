namespace AccountRecovery;

/// <summary>The page on paper, printed by a browser.</summary>
/// <remarks>Without Chromium these tests are skipped, and say why; on a build server (CI=true, Linux) that is a failure.</remarks>
[Trait("Category", "Slow")]
public sealed class SheetPrintTests
{
    private static readonly Dictionary<string, (double Width, double Height)> Papers = new() { ["A4"] = (595, 842), ["letter"] = (612, 792) };

    // As wide as a letter gets, with a place to break and without.
    private static readonly SheetLabel Longest = new() { Site = string.Concat(Enumerable.Repeat("WWWWWWW ", 16)), Account = new string('W', SheetLabel.MaxLength), ShowsAccount = true };

    private static readonly Dictionary<string, (CodeSheet Sheet, SheetLabel Label)> Printed = new()
    {
        ["10 codes"] = (Sheets.Set(10), Sheets.Plain),
        ["32 codes under the longest names"] = (Sheets.Set(32), Longest),
        ["32 codes as long as they get"] = (Sheets.Set(32, CodeFormat.Parse("crockford32:8-8-8-8-8-8-8-8")), Sheets.Plain),
        ["recovery code"] = (Sheets.RecoveryCode, Longest),
        ["recovery key"] = (Sheets.RecoveryKey, Sheets.Plain),
    };

    public static MatrixTheoryData<string, string> OnPaper => new(Printed.Keys, Papers.Keys);

    [Theory]
    [MemberData(nameof(OnPaper))]
    public async Task A_page_prints_on_one_sheet_of_paper_with_every_code_in_one_piece(string printed, string size)
    {
        SkipWithoutBrowser();
        (CodeSheet sheet, SheetLabel label) = Printed[printed];

        Paper paper = await BrowserPrint.PrintAsync(sheet.Write(SheetStyle.Page, label), size);

        Assert.Equal((1, Papers[size]), (paper.Pages, paper.Size));
        Assert.All(sheet.Codes(), code => Assert.Contains(code, paper.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_needs_two_sheets_is_caught()
    {
        SkipWithoutBrowser();
        string tooHigh = Sheets.Set(32).Write(SheetStyle.Page, Longest).Replace("</style>", ".set { padding: 200pt 0 }</style>", StringComparison.Ordinal);

        Assert.Equal(2, (await BrowserPrint.PrintAsync(tooHigh, "letter")).Pages);
    }

    private static void SkipWithoutBrowser() => Installed.OrSkip(BrowserPrint.Missing);
}
