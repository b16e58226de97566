using System.Diagnostics;
using Mono.Cecil;

namespace AccountRecovery.House;

public sealed class FolderArrowsTests
{
    public static TheoryData<string> Assemblies => Library.Assemblies;

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Folders_use_each_other_as_the_table_says_and_no_other_way(string assembly)
    {
        string[] complaints = [.. ArrowTable.Complaints(UsesIn(assembly), ArrowTable.Allowed[assembly], ArrowTable.Order[assembly])];

        Assert.True(complaints.Length == 0, string.Join('\n', complaints));
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_folder_has_its_place_in_the_order(string assembly) => Assert.Equal(
        SourceMap.All.Where(declared => declared.Assembly == assembly).Select(declared => FolderOf(declared.File)).Distinct().Order(StringComparer.Ordinal),
        ArrowTable.Order[assembly].Order(StringComparer.Ordinal));

    [Fact]
    public void An_arrow_that_is_not_in_the_table_is_caught()
    {
        ArrowTable.Use[] uses = [.. UsesIn("AccountRecovery"), new("Codes", "CodeFolding", "Keys", "RootKey")];

        string complaint = Assert.Single(Complaints(uses));
        Assert.Contains("CodeFolding (Codes) uses RootKey (Keys)", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_beyond_those_that_an_arrow_is_for_is_caught()
    {
        ArrowTable.Use[] uses = [.. UsesIn("AccountRecovery"), new("Records", "AccountRecord", "BackupCodes", "BackupCodeService")];

        Assert.Contains("uses BackupCodeService", Assert.Single(Complaints(uses)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_arrow_of_the_table_that_nothing_uses_is_caught()
    {
        IEnumerable<ArrowTable.Use> uses = UsesIn("AccountRecovery").Where(use => use is not { From: "BackupCodes", To: "Hashing" });

        Assert.Contains("BackupCodes -> Hashing, but nothing", Assert.Single(Complaints(uses)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_of_the_table_that_nothing_uses_is_caught()
    {
        IEnumerable<ArrowTable.Use> uses = UsesIn("AccountRecovery").Where(use => use is not { From: "Attempts", UsedType: "CallerTrace" });

        Assert.Contains("for CallerTrace, but nothing", Assert.Single(Complaints(uses)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_outward_arrow_that_is_not_marked_is_caught()
    {
        ArrowTable.Arrow[] allowed = [new("Codes", "Keys")];

        Assert.Contains("points outward", Assert.Single(ArrowTable.Complaints([new("Codes", "A", "Keys", "B")], allowed, ["Codes", "Keys"])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(InField))]
    [InlineData(nameof(InBase))]
    [InlineData(nameof(InParameter))]
    [InlineData(nameof(InListOfArrays))]
    [InlineData(nameof(InBody))]
    [InlineData(nameof(InTypeArgument))]
    [InlineData(nameof(InConstraint<>))]
    [InlineData(nameof(InLambda))]
    [InlineData(nameof(InAttribute))]
    public void A_use_is_seen_wherever_it_hides(string type)
    {
        using var tests = ModuleDefinition.ReadModule(typeof(FolderArrowsTests).Assembly.Location);

        Assert.Contains(FolderArrows.Uses(tests), use => use.From.Name.Split('`')[0] == type && use.To.Name == nameof(Used));
    }

    private static IEnumerable<string> Complaints(IEnumerable<ArrowTable.Use> uses) =>
        ArrowTable.Complaints(uses, ArrowTable.Allowed["AccountRecovery"], ArrowTable.Order["AccountRecovery"]);

    private static IEnumerable<ArrowTable.Use> UsesIn(string assembly) => FolderArrows.Uses(Library.Modules[assembly])
        .Select(use => new ArrowTable.Use(
            FolderOf(SourceMap.FileOf(use.From)),
            Library.PlainName(use.From),
            FolderOf(SourceMap.FileOf(use.To)),
            Library.PlainName(use.To)))
        .Distinct();

    // src/AccountRecovery/Codes/CodeFolding.cs is in Codes.
    private static string FolderOf(string file) => file.Split('/') switch
    {
        [_, _, { } folder, _, ..] => folder,
        [_, "AccountRecovery", { } name] when ArrowTable.CompositionRoot.Contains(name) => ArrowTable.Composition,
        [_, _, _] => ArrowTable.Vocabulary,
        _ => throw new UnreachableException(file),
    };
}
