using System.Runtime.CompilerServices;

namespace AccountRecovery;

public sealed class DocumentTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    public static TheoryData<string> Documents() =>
        [.. new[] { "docs", "src", "benchmarks" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Root, "*.md"))
            .Select(path => Path.GetRelativePath(Root, path))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_code_block_is_compiled_source(string document)
    {
        string[] sources = [.. Sources().Select(path => Normalize(File.ReadAllLines(path)))];

        foreach (string block in Blocks(File.ReadAllLines(Path.Combine(Root, document))))
        {
            Assert.True(sources.Any(source => source.Contains(block, StringComparison.Ordinal)), block);
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_relative_link_leads_to_a_file(string document)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Root, document))!;

        foreach (string part in File.ReadAllText(Path.Combine(Root, document)).Split("](").Skip(1))
        {
            string target = part[..part.IndexOf(')', StringComparison.Ordinal)];
            Assert.True(target.Contains("://", StringComparison.Ordinal) || Path.Exists(Path.Combine(folder, target)), $"{document} links to {target}, which does not exist.");
        }
    }

    [Fact]
    public void The_readme_is_found_and_has_code_blocks() => Assert.True(Blocks(File.ReadAllLines(Path.Combine(Root, "README.md"))).Count() >= 3);

    [Fact]
    public void The_readme_stays_under_200_lines() => Assert.InRange(File.ReadAllLines(Path.Combine(Root, "README.md")).Length, 1, 199);

    // Each test project has the blocks of the packages that it is about.
    private static IEnumerable<string> Sources() => Directory.EnumerateDirectories(Path.Combine(Root, "tests"))
        .Select(project => Path.Combine(project, "Docs"))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs"));

    private static IEnumerable<string> Blocks(string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i] == "```csharp")
            {
                int end = Array.IndexOf(lines, "```", i + 1);
                yield return Normalize(lines[(i + 1)..end]);
                i = end;
            }
        }
    }

    // Indentation is the place's, not the block's.
    private static string Normalize(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.Trim()));

    private static string Here([CallerFilePath] string path = "") => path;
}
