using FsCheck.Fluent;

namespace AccountRecovery;

public sealed class SheetTextTests
{
    [Fact]
    public void Every_line_has_at_most_72_characters_and_ends_with_LF() => Holds.ForAll(
        from sheet in Sheets.All from label in Sheets.Labels select (sheet, label),
        given =>
        {
            string text = given.sheet.Write(SheetStyle.Text, given.label);
            int longest = Math.Max(72, given.sheet.Codes()[0].Length + "[ ] 10  ".Length);
            return text.EndsWith('\n') && !text.Contains('\r', StringComparison.Ordinal) && text.Split('\n').All(line => line.Length <= longest);
        });

    [Fact]
    public void A_label_is_broken_into_lines_without_losing_or_splitting_a_character() => Holds.ForAll(
        from sheet in Sheets.All from label in Sheets.Labels select (sheet, label with { ShowsAccount = true }),
        given =>
        {
            string text = given.sheet.Write(SheetStyle.Text, given.Item2);
            bool isWhole = text.Split('\n').All(line => line.Length == 0 || !(char.IsLowSurrogate(line[0]) || char.IsHighSurrogate(line[^1])));
            return isWhole
                && Packed(text).Contains(Packed($"for{Sheets.Shown(given.Item2.Site)}"), StringComparison.Ordinal)
                && Packed(text).Contains(Packed(given.Item2.Account is { } account ? $"Account:{Sheets.Shown(account)}Made:" : "Made:"), StringComparison.Ordinal);
        });

    [Fact]
    public void A_line_of_72_characters_is_not_broken_and_one_of_73_is()
    {
        string Longest(int site) => Sheets.Set(4).Write(SheetStyle.Text, new SheetLabel { Site = new string('a', site) }).Split('\n')[0];

        Assert.Equal(72, Longest(72 - "Backup codes for ".Length).Length);
        Assert.Equal("Backup codes for", Longest(73 - "Backup codes for ".Length));
    }

    private static string Packed(string text) => text.Replace(" ", string.Empty, StringComparison.Ordinal).Replace("\n", string.Empty, StringComparison.Ordinal);
}
