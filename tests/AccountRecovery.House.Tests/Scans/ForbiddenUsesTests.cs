using Mono.Cecil;

namespace AccountRecovery.House;

/// <summary>Invariants C1, C5 and T1: no weak randomness, nothing by culture, no clock but the one that was given.</summary>
public sealed class ForbiddenUsesTests
{
    public static TheoryData<string> Assemblies => Library.Assemblies;

    public static TheoryData<string> Leaks
    {
        get
        {
            using ModuleDefinition tests = Tests();
            return [.. Twin(tests).Methods.Select(method => method.Name)];
        }
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void A_shipped_assembly_uses_nothing_that_is_forbidden(string assembly)
    {
        TypeDefinition[] types = [.. Library.Modules[assembly].Types];

        Assert.True(types.Sum(type => type.Methods.Count) > 3, "There is something to scan.");
        Assert.Empty(types.SelectMany(ForbiddenUses.In));
    }

    [Theory]
    [MemberData(nameof(Leaks))]
    public void A_twin_that_leaks_is_caught(string leak)
    {
        using ModuleDefinition tests = Tests();

        Assert.Contains(ForbiddenUses.In(Twin(tests)), use => use.Contains($"::{leak}(", StringComparison.Ordinal));
    }

    private static ModuleDefinition Tests() => ModuleDefinition.ReadModule(typeof(LeakyTwin).Assembly.Location);

    private static TypeDefinition Twin(ModuleDefinition tests) => tests.GetType(typeof(LeakyTwin).FullName);
}
