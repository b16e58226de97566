namespace AccountRecovery.House;

/// <summary>The page that shows readers the way is compared with the sources.</summary>
public sealed class ArchitectureTests
{
    private const int MostFiles = 12;

    private static readonly string Folder = Path.Combine(Repository.Root, "docs");
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Folder, "architecture.md"));

    [Fact]
    public void The_table_has_the_folders_in_the_order_that_is_checked() => Assert.Equal(
        ArrowTable.Order["AccountRecovery"],
        Lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]));

    [Fact]
    public void Each_file_to_read_exists() => Assert.All(
        ReadingOrders().SelectMany(order => order),
        file => Assert.True(File.Exists(Path.Combine(Folder, file)), $"docs/architecture.md names {file}, which does not exist."));

    [Fact]
    public void Five_behaviours_are_read_in_at_most_twelve_files_each()
    {
        string[][] orders = ReadingOrders();

        Assert.Equal(5, orders.Length);
        Assert.All(orders, order => Assert.InRange(order.Distinct(StringComparer.Ordinal).Count(), 3, MostFiles));
    }

    // One for each heading of the third level.
    private static string[][] ReadingOrders()
    {
        int[] heads = [.. Enumerable.Range(0, Lines.Length).Where(line => Lines[line].StartsWith("### ", StringComparison.Ordinal)), Lines.Length];
        return [.. heads.Zip(heads.Skip(1), (from, to) => Files(Lines[from..to]))];
    }

    // The links of a numbered list.
    private static string[] Files(string[] section) =>
        [.. section.Where(line => line.Length > 0 && char.IsAsciiDigit(line[0])).Select(line => line.Split("](")[1].Split(')')[0])];
}
