using System.Text.Json.Nodes;
using System.Xml.Linq;
using RecoveryCli;

namespace AccountRecovery.Samples;

/// <summary>Codes written down by the command line: where they go, and what is left when they cannot.</summary>
public sealed class SheetTests
{
    private static readonly string[] Generate = ["generate", "--account", "alice", "--site", "Our <shop>"];

    [Theory]
    [InlineData("text", "Backup codes for Our <shop>\n")]
    [InlineData("html", "<!DOCTYPE html>\n")]
    [InlineData("csv", "folder,favorite,type,name,notes,")]
    [InlineData("bitwarden", "folder,favorite,type,name,notes,")]
    [InlineData("1password", "Title,Website,Username,Password,Notes\r\n")]
    [InlineData("lastpass", "url,username,password,extra,name,grouping,fav\r\n")]
    [Trait("Category", "Slow")]
    public async Task Standard_output_is_the_sheet_alone_and_the_next_step_is_beside_it(string style, string begin)
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        Ran made = await file.RunAsync([.. Generate, "--sheet", style]);

        Assert.Equal((0, "Every older code is dead.\n"), (made.Code, made.Error.ReplaceLineEndings("\n")));
        Assert.StartsWith(begin, made.Output, StringComparison.Ordinal);
        Assert.Contains("alice", made.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_holds_codes_that_are_good_and_nothing_prints_them()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        string sheet = Path.Combine(file.Folder, "codes.html");
        Ran made = await file.CallAsync([.. Generate, "--sheet", "html", "--out", sheet, "--json"]);

        Assert.Equal((0, "issued", sheet, 1), (made.Code, made.Outcome, made.Text("sheet"), made.Number("set")));
        Assert.False(made.Json.TryGetProperty("codes", out _));
        string[] codes = [.. XDocument.Load(sheet).Descendants("code").Select(code => code.Value)];
        Assert.Equal(10, codes.Length);
        Assert.DoesNotContain(codes, code => file.Transcript.Contains(code, StringComparison.Ordinal));
        Assert.Equal(0, (await file.CallAsync("redeem", codes[3], "--account", "alice")).Code);
    }

    [Fact]
    public async Task A_file_without_a_style_is_text_for_its_owner_only()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        string sheet = Path.Combine(file.Folder, "codes.txt");
        Ran made = await file.CallAsync([.. Generate, "--out", sheet]);

        Assert.Equal((0, $"Set 1, 10 codes: written to {sheet}. Nobody can show them again.\nEvery older code is dead.\n"), (made.Code, made.Output.ReplaceLineEndings("\n")));
        Assert.StartsWith("Backup codes for Our <shop>\n\nAccount: alice\n", await File.ReadAllTextAsync(sheet), StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(sheet) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task A_file_that_exists_or_cannot_be_made_wastes_no_set_and_stays_as_it_is()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        string sheet = Path.Combine(file.Folder, "codes.txt");
        await File.WriteAllTextAsync(sheet, "an older sheet");

        (await file.CallAsync([.. Generate, "--out", sheet])).IsOneLine(2);
        (await file.CallAsync([.. Generate, "--out", file.Folder])).IsOneLine(2);
        (await file.CallAsync([.. Generate, "--out", Path.Combine(file.Folder, new string('a', 300))])).IsOneLine(2);
        (await file.CallAsync([.. Generate, "--sheet", "pdf"])).IsOneLine(2);
        (await file.CallAsync([.. Generate, "--site", " "])).IsOneLine(2);
        (await file.CallAsync([.. Generate, "--sheet", "text", "--json"])).IsOneLine(2);

        Assert.Equal("an older sheet", await File.ReadAllTextAsync(sheet));
        Ran first = await file.CallAsync([.. Generate, "--json"]);
        Assert.Equal(1, first.Number("set"));
    }

    [Fact]
    public async Task A_call_that_shows_no_codes_leaves_no_file()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        string sheet = Path.Combine(file.Folder, "codes.txt");
        await file.CallAsync([.. Generate, "--idempotency-key", "1"]);
        Ran again = await file.CallAsync([.. Generate, "--idempotency-key", "1", "--out", sheet, "--json"]);
        Ran travelled = await file.CallAsync([.. Generate, "--now", "-10m", "--out", sheet, "--json"]);

        Assert.Equal(("already_issued", "busy"), (again.Outcome, travelled.Outcome));
        Assert.False(File.Exists(sheet));
    }

    [Fact]
    public async Task An_account_that_is_no_line_of_text_is_left_out_of_the_sheet()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        string sheet = Path.Combine(file.Folder, "codes.txt");
        Ran made = await file.CallAsync("generate", "--account", "two\nlines", "--out", sheet);

        Assert.Equal(0, made.Code);
        Assert.StartsWith("Backup codes for RecoveryCli\n\nMade:", await File.ReadAllTextAsync(sheet), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_that_cannot_be_written_leaves_no_part_of_it_and_says_what_to_do()
    {
        string folder = Directory.CreateTempSubdirectory("recovery-sheet-").FullName;
        string path = Path.Combine(folder, "codes.txt");
        await using var host = new SheetHost();
        CodeSheet sheet = await host.IssueAsync();
        string code = sheet.Codes[0].Reveal();

        SheetLostException lost;
        await using (var output = new SheetOutput(path, new FullDisk(path), SheetStyle.Text, new SheetLabel { Site = "Example" }))
        {
            lost = await Assert.ThrowsAsync<SheetLostException>(() => output.WriteAsync(sheet, "issued", "next", new JsonObject()));
            Assert.NotEmpty(await File.ReadAllBytesAsync(path));
        }

        Assert.False(File.Exists(path));
        Assert.Contains("Make new ones", lost.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(code, lost.ToString(), StringComparison.Ordinal);
        Directory.Delete(folder);
    }
}
