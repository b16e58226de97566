using System.Runtime.CompilerServices;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

/// <summary>What holds for a sheet in every style.</summary>
public sealed class SheetTests
{
    private static readonly bool Writes = Environment.GetEnvironmentVariable("ACCOUNTRECOVERY_WRITE_GOLDEN") == "1";

    public static TheoryData<string> Golden => [.. GoldenSheets.Keys];

    private static Dictionary<string, string> GoldenSheets => new()
    {
        ["backup-codes.txt"] = Sheets.Set(10).Write(SheetStyle.Text, Sheets.Plain),
        ["recovery-code.txt"] = Sheets.RecoveryCode.Write(SheetStyle.Text, Sheets.Plain),
        ["recovery-key.txt"] = Sheets.RecoveryKey.Write(SheetStyle.Text, Sheets.Plain),
        ["backup-codes.html"] = Sheets.Set(10).Write(SheetStyle.Page, Sheets.Plain),
        ["recovery-code.html"] = Sheets.RecoveryCode.Write(SheetStyle.Page, Sheets.Plain),
        ["recovery-key.html"] = Sheets.RecoveryKey.Write(SheetStyle.Page, Sheets.Plain),
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void A_sheet_reads_as_it_was_approved(string name)
    {
        if (Writes)
        {
            File.WriteAllText(Path.Combine(SourceFolder(), "Data", name), GoldenSheets[name]);
        }

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sheets", "Data", name)), GoldenSheets[name]);
    }

    [Fact]
    public void Every_code_stands_on_the_sheet_once_as_it_is_shown() => Holds.ForAll(
        from sheet in Sheets.All from label in Sheets.Labels select (sheet, label),
        given => Sheets.Styles.All(style => given.sheet.Write(style, given.label) is var written && given.sheet.Codes().All(code => written.Split(code).Length == 2)));

    [Fact]
    public void The_same_sheet_is_written_the_same_way_again() => Holds.ForAll(
        from sheet in Sheets.All from label in Sheets.Labels select (sheet, label),
        given => Sheets.Styles.All(style => given.sheet.Write(style, given.label) == given.sheet.Write(style, given.label with { })),
        tests: 50);

    [Theory]
    [InlineData(null, RecoveryMethod.BackupCodes, true)]
    [InlineData(null, RecoveryMethod.RecoveryCode, false)]
    [InlineData(null, RecoveryMethod.RecoveryKey, true)]
    [InlineData(true, RecoveryMethod.RecoveryCode, true)]
    [InlineData(false, RecoveryMethod.BackupCodes, false)]
    [InlineData(false, RecoveryMethod.RecoveryKey, false)]
    public void The_account_is_named_on_all_but_the_recovery_codes_sheet_unless_said_otherwise(bool? shows, RecoveryMethod method, bool named)
    {
        CodeSheet sheet = method switch
        {
            RecoveryMethod.RecoveryCode => Sheets.RecoveryCode,
            RecoveryMethod.RecoveryKey => Sheets.RecoveryKey,
            _ => Sheets.Set(4),
        };

        Assert.All(Sheets.Styles, style => Assert.Equal(named, sheet.Write(style, Sheets.Plain with { ShowsAccount = shows }).Contains("alice", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_date_is_that_of_the_labels_zone()
    {
        SheetLabel inIndia = Sheets.Plain with { Zone = DateTimeZone.ForOffset(Offset.FromHoursAndMinutes(5, 30)) };

        Assert.All(Sheets.Styles, style =>
        {
            Assert.Contains("2026-03-01, set 3", Sheets.Set(4).Write(style, Sheets.Plain), StringComparison.Ordinal);
            Assert.Contains("2026-03-02, set 3", Sheets.Set(4).Write(style, inIndia), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Letters_that_are_never_used_are_named_where_there_are_letters() => Assert.All(Sheets.Styles, style =>
    {
        Assert.Contains("I, L and O are never used", Sheets.RecoveryKey.Write(style, Sheets.Plain).ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("never used", Sheets.Set(4).Write(style, Sheets.Plain), StringComparison.Ordinal);
    });

    [Fact]
    public void A_style_that_does_not_exist_and_a_label_that_is_null_are_mistakes_that_tell_no_code()
    {
        ArgumentException[] mistakes =
        [
            Assert.Throws<ArgumentOutOfRangeException>(() => Sheets.Set(4).Write(0, Sheets.Plain)),
            Assert.Throws<ArgumentOutOfRangeException>(() => Sheets.Set(4).Write((SheetStyle)6, Sheets.Plain)),
            Assert.Throws<ArgumentNullException>(() => Sheets.Set(4).Write(SheetStyle.Text, null!)),
        ];

        Assert.All(mistakes, mistake => Assert.DoesNotContain(Sheets.Set(4).Codes(), code => mistake.ToString().Contains(code, StringComparison.Ordinal)));
    }

    [Fact]
    public void ToString_names_the_sheet_and_no_code()
    {
        Assert.Equal("Set 3, 10 codes", Sheets.Set(10).ToString());
        Assert.Equal("Recovery code 2", Sheets.RecoveryCode.ToString());
        Assert.Equal("Recovery key 1", Sheets.RecoveryKey.ToString());
        Assert.Equal(typeof(SheetContent).FullName, new SheetContent(Sheets.Set(10), Sheets.Plain).ToString());
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
