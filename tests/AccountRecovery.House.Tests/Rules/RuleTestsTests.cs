namespace AccountRecovery.House;

/// <summary>Rules are pure functions, and each file of them is tested by itself, in the folder that mirrors its own.</summary>
public sealed class RuleTestsTests
{
    private static readonly string Tests = Path.Combine(Repository.Root, "tests", "AccountRecovery.Tests");

    [Fact]
    public void Each_file_of_rules_has_tests_of_its_name()
    {
        string source = Path.Combine(Repository.Source, "AccountRecovery");
        string[] rules = [.. Repository.CodeIn(source).Where(file => file.EndsWith("Rules.cs", StringComparison.Ordinal)).Select(file => Path.GetRelativePath(source, file))];

        Assert.InRange(rules.Length, 20, int.MaxValue);
        Assert.All(rules, file => Assert.True(Calls(file), $"{file} has no tests of its own that call it."));
    }

    // The rules are called there and not only named.
    private static bool Calls(string file)
    {
        string tests = Path.Combine(Tests, Path.ChangeExtension(file, null) + "Tests.cs");
        return File.Exists(tests) && File.ReadAllText(tests).Contains($"{Path.GetFileNameWithoutExtension(file)}.", StringComparison.Ordinal);
    }
}
