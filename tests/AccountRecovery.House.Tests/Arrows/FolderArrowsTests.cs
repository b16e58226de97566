using System.Diagnostics;
using Mono.Cecil;

namespace AccountRecovery.House;

public sealed class FolderArrowsTests
{
    private const int MutualPairs = 0;
    private const int Arrows = 117;
    private const int ArrowsWithoutRoot = 80;
    private const int ArrowsBetweenFeatures = 5;

    public static TheoryData<string> Assemblies => Library.Assemblies;

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void A_folder_uses_only_folders_further_in(string assembly)
    {
        string[] complaints = [.. ArrowTable.Complaints(UsesIn(assembly), ArrowTable.Order[assembly], ArrowTable.Exceptions.GetValueOrDefault(assembly) ?? [])];

        Assert.True(complaints.Length == 0, string.Join('\n', complaints));
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_folder_has_its_place_in_the_order(string assembly) => Assert.Equal(
        SourceMap.All.Where(declared => declared.Assembly == assembly).Select(declared => FolderOf(declared.File)).Where(folder => assembly != "AccountRecovery" || folder != ArrowTable.Root)
            .Distinct().Order(StringComparer.Ordinal),
        ArrowTable.Order[assembly].Order(StringComparer.Ordinal));

    /// <summary>
    /// A ratchet: what is less than the number here becomes the number. The root registers every folder and holds the policy that most of them read, so it is counted apart.
    /// </summary>
    [Fact]
    public void The_arrows_between_folders_only_ever_get_fewer()
    {
        (string From, string To)[] arrows = [.. UsesIn("AccountRecovery").Where(use => use.From != use.To).Select(use => (use.From, use.To)).Distinct()];
        bool IsFeature(string folder) => ArrowTable.Features.Contains(folder, StringComparer.Ordinal);

        (string From, string To)[] inner = [.. arrows.Where(arrow => arrow.From != ArrowTable.Root && arrow.To != ArrowTable.Root)];
        int pairs = inner.Count(arrow => inner.Contains((arrow.To, arrow.From))) / 2;
        Assert.Equal(
            (MutualPairs, Arrows, ArrowsWithoutRoot, ArrowsBetweenFeatures),
            (pairs, arrows.Length, inner.Length, inner.Count(arrow => IsFeature(arrow.From) && IsFeature(arrow.To))));
    }

    [Fact]
    public void An_arrow_that_points_outward_is_caught()
    {
        ArrowTable.Use[] uses = [.. UsesIn("AccountRecovery"), new("Codes", "CodeNormalizer", "Keys", "RootKey")];

        Assert.Contains(Complaints(uses), complaint => complaint.StartsWith("CodeNormalizer (Codes) uses RootKey (Keys)", StringComparison.Ordinal));
    }

    [Fact]
    public void An_exception_that_nothing_uses_is_caught()
    {
        ArrowTable.Outward[] exceptions = [new("Codes", "Keys", "RootKey")];

        Assert.Contains("for RootKey, but nothing", Assert.Single(ArrowTable.Complaints([], ["Codes", "Keys"], exceptions)), StringComparison.Ordinal);
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
        ArrowTable.Complaints(uses, ArrowTable.Order["AccountRecovery"], ArrowTable.Exceptions.GetValueOrDefault("AccountRecovery") ?? []);

    private static IEnumerable<ArrowTable.Use> UsesIn(string assembly) => FolderArrows.Uses(Library.Modules[assembly])
        .Select(use => new ArrowTable.Use(
            FolderOf(SourceMap.FileOf(use.From)),
            Library.PlainName(use.From),
            FolderOf(SourceMap.FileOf(use.To)),
            Library.PlainName(use.To)))
        .Distinct();

    // src/AccountRecovery/Codes/CodeNormalizer.cs is in Codes.
    private static string FolderOf(string file) => file.Split('/') switch
    {
        [_, _, { } folder, _, ..] => folder,
        [_, _, _] => ArrowTable.Root,
        _ => throw new UnreachableException(file),
    };
}
