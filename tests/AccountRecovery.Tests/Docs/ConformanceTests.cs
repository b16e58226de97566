using System.Runtime.CompilerServices;

namespace AccountRecovery;

/// <summary>docs/conformance.md claims nothing without a test that exists; nor does any other page that names one.</summary>
public sealed class ConformanceTests
{
    private const string Here = "here";
    private const string ShownBy = "shown by";
    private const string Nothing = "–";

    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));
    private static readonly string[] Claims = ["Yes", "In part"];
    private static readonly string[] Verdicts = [.. Claims, "Host", "Not yet", "No", "Unshown"];
    private static readonly HashSet<string> Tests = [.. TestSources().SelectMany(source => Names(File.ReadAllLines(source)))];

    [Fact]
    public void Every_row_of_the_page_has_a_verdict_and_every_claim_a_test_that_exists()
    {
        string[] page = File.ReadAllLines(Path.Combine(Root, "docs", "conformance.md"));

        Assert.InRange(page.Count(line => line.StartsWith('|')), 80, 400);
        Assert.Empty(Problems(page, Tests));
    }

    [Fact]
    public void A_test_that_a_page_names_exists()
    {
        string[] named = [.. Pages().SelectMany(page => Quoted(File.ReadAllText(page)).Where(IsTestName))];

        Assert.True(named.Length > 50, "There are names to look for.");
        Assert.Equal([], named.Except(Tests));
    }

    /// <summary>Promises and rows that bear an id, such as S1: a test bears it too.</summary>
    [Theory]
    [InlineData("SECURITY.md", 1)]
    [InlineData("docs/invariants.md", 0)]
    public void Every_id_is_borne_by_a_test(string page, int column)
    {
        string[] ids = [.. File.ReadAllLines(Path.Combine(Root, page))
            .Where(line => line.StartsWith('|'))
            .SelectMany(line => Cells(line)[column].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
            .Where(word => word is [>= 'A' and <= 'Z', .. { Length: 1 or 2 } number] && number.All(char.IsAsciiDigit))
            .Distinct()];

        Assert.True(ids.Length > 5, "There are ids to look for.");
        Assert.Equal([], ids.Except(Bearers()));
    }

    [Theory]
    [InlineData("| 1.1 | so | **Yes.** It does. | `A_test_that_is_there` |", null)]
    [InlineData("| 1.1 | so | **In part.** Half. | `A_test_that_is_there`, `ATests` |", null)]
    [InlineData("| 1.1 | so | **Host.** Yours. | – |", null)]
    [InlineData("| 1.1 | so | **Yes.** It does. | `A_test_that_is_not_there` |", "no test 'A_test_that_is_not_there'")]
    [InlineData("| 1.1 | so | **Yes.** It does. | – |", "a claim without a test")]
    [InlineData("| 1.1 | so | **In part.** Half. |  |", "a claim without a test")]
    [InlineData("| 1.1 | so | **Yes.** It does. | the test of the day |", "no test 'the test of the day'")]
    [InlineData("| 1.1 | so | It does. | `A_test_that_is_there` |", "no verdict")]
    [InlineData("| 1.1 | so | **Nearly.** It does. | `A_test_that_is_there` |", "no verdict")]
    [InlineData("| 1.1 | **Yes.** | `A_test_that_is_there` |", "3 cells")]
    public void A_row_that_claims_too_much_is_caught(string row, string? problem)
    {
        string[] page = ["| section | asks | here | shown by |", "|---|---|---|---|", row];

        Assert.Equal(problem is null ? [] : [$"{problem}: {row}"], Problems(page, ["A_test_that_is_there", "ATests"]));
    }

    private static List<string> Problems(string[] page, HashSet<string> tests)
    {
        var problems = new List<string>();
        string[] head = [];
        for (int i = 0; i < page.Length; i++)
        {
            if (!page[i].StartsWith('|'))
            {
                head = [];
            }
            else if (head is [])
            {
                head = Cells(page[i]);
                i++;
            }
            else if (Array.IndexOf(head, ShownBy) is >= 0 and int shown)
            {
                problems.AddRange(Problems(Cells(page[i]), head, shown, tests).Select(problem => $"{problem}: {page[i]}"));
            }
        }

        return problems;
    }

    private static IEnumerable<string> Problems(string[] cells, string[] head, int shown, HashSet<string> tests)
    {
        if (cells.Length != head.Length)
        {
            yield return FormattableString.Invariant($"{cells.Length} cells");
            yield break;
        }

        string[] names = cells[shown] is Nothing or "" ? [] : [.. cells[shown].Split(", ").Select(name => name.Trim('`'))];
        foreach (string name in names.Where(name => !tests.Contains(name)))
        {
            yield return $"no test '{name}'";
        }

        // A table without verdicts claims every row of it.
        int here = Array.IndexOf(head, Here);
        string? verdict = here < 0 ? Claims[0] : Array.Find(Verdicts, verdict => cells[here].StartsWith($"**{verdict}.**", StringComparison.Ordinal));
        if (verdict is null)
        {
            yield return "no verdict";
        }
        else if (names is [] && Claims.Contains(verdict))
        {
            yield return "a claim without a test";
        }
    }

    private static string[] Cells(string row) => [.. row.Trim('|').Split('|').Select(cell => cell.Trim())];

    private static IEnumerable<string> Quoted(string text) => text.Split('`').Where((_, i) => i % 2 == 1);

    // As tests are named here: a sentence with underscores. Constants in capitals are none.
    private static bool IsTestName(string quoted) =>
        quoted is [>= 'A' and <= 'Z', ..] && quoted.Contains('_', StringComparison.Ordinal) && quoted.Any(char.IsAsciiLetterLower)
        && quoted.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol == '_');

    // A class bears an id in its comment where its tests do not in their names.
    private static IEnumerable<string> Bearers() => Tests.SelectMany(test => test.Split('_'))
        .Concat(TestSources().SelectMany(File.ReadLines).Where(line => line.Contains("///", StringComparison.Ordinal)).SelectMany(line => line.Split(' ', ',', ':', '.')));

    /// <summary>The tests of a file, and its classes.</summary>
    private static IEnumerable<string> Names(string[] lines)
    {
        bool isTest = false;
        foreach (string line in lines.Select(line => line.Trim()))
        {
            string[] words = line.Split(' ');
            if (Array.IndexOf(words, "class") is > 0 and int at && at + 1 < words.Length && words[0] is "public")
            {
                yield return words[at + 1].Split('(', '<', ':')[0];
            }

            isTest |= line.StartsWith("[Fact", StringComparison.Ordinal) || line.StartsWith("[Theory", StringComparison.Ordinal);
            if (isTest && words[0] is "public")
            {
                yield return line.Split('(')[0].Split(' ')[^1];
                isTest = false;
            }
        }
    }

    private static IEnumerable<string> Pages() => Directory.EnumerateFiles(Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories));

    private static IEnumerable<string> TestSources() => Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
