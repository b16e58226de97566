using Mono.Cecil;

namespace AccountRecovery.House;

public sealed class TypeRulesTests
{
    /// <summary>Strangers derive from them: in place of Identity's own managers, and for the tests of a store.</summary>
    private static readonly string[] OpenOnPurpose = ["AccountRecovery.RecoverySignInManager`1", "AccountRecovery.RecoveryUserManager`1", "AccountRecovery.RecoveryStoreConformanceTests"];

    [Fact]
    public void A_public_class_is_sealed_or_static_or_a_closed_family() => Assert.Equal(
        OpenOnPurpose,
        Library.PublicTypes.Where(type => type.IsClass && !type.IsSealed && !IsClosedFamily(type)).Select(type => type.FullName));

    [Fact]
    public void A_class_that_anybody_may_derive_from_is_caught()
    {
        using var tests = ModuleDefinition.ReadModule(typeof(TypeRulesTests).Assembly.Location);

        Assert.False(IsClosedFamily(Find<OpenFamily>(tests)));
        Assert.False(IsClosedFamily(Find<LeakyFamily>(tests)));
        Assert.True(IsClosedFamily(Find<ClosedFamily>(tests)));
    }

    [Fact]
    public void Public_namespaces_are_two_and_extensions_lie_where_they_are_looked_for()
    {
        Assert.Equal(["AccountRecovery", "AccountRecovery.Ports"], NamespacesOf(type => !IsExtensions(type)));
        Assert.Equal(["AccountRecovery", "Microsoft.EntityFrameworkCore", "Microsoft.Extensions.DependencyInjection"], NamespacesOf(IsExtensions));
    }

    [Fact]
    public void A_public_extension_method_is_in_a_class_of_extensions() =>
        Assert.Empty(Library.PublicTypes.Where(type => !IsExtensions(type) && type.Methods.Any(method => method.IsPublic && Extends(method))).Select(type => type.FullName));

    [Fact]
    public void No_type_bears_the_name_of_a_part_of_a_namespace()
    {
        var parts = Library.Types.SelectMany(type => Library.Outermost(type).Namespace.Split('.')).ToHashSet(StringComparer.Ordinal);

        Assert.Contains("AccountRecovery", parts);
        Assert.Empty(Library.Types.Where(type => parts.Contains(Library.PlainName(type))).Select(type => type.FullName));
    }

    [Fact]
    public void A_type_is_named_after_its_role_and_not_after_none()
    {
        string[] empty = ["Manager", "Helper", "Helpers", "Processor", "Util", "Utils", "Utility", "Utilities"];

        // A class that takes the place of one of Identity's managers keeps Identity's word.
        Assert.Empty(Library.Types.Where(type => empty.Any(word => EndsIn(type, word) && !EndsIn(type.BaseType, word))).Select(type => type.FullName));
    }

    private static IEnumerable<string> NamespacesOf(Func<TypeDefinition, bool> kind) =>
        Library.PublicTypes.Where(type => !type.IsNested && kind(type)).Select(type => type.Namespace).Distinct().Order(StringComparer.Ordinal);

    private static bool IsExtensions(TypeDefinition type) => EndsIn(type, "Extensions");

    private static bool Extends(MethodDefinition method) => method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "ExtensionAttribute");

    private static bool EndsIn(TypeReference? type, string word) => type is not null && Library.PlainName(type).EndsWith(word, StringComparison.Ordinal);

    // Abstract, no constructor for strangers (a record's copy constructor apart, which the compiler makes), every case nested and sealed; or a base that only such families share.
    private static bool IsClosedFamily(TypeDefinition type) =>
        type.IsAbstract
        && type.Methods.Where(method => method.IsConstructor && !method.IsStatic && !Library.IsGenerated(method)).ToArray() is [_, ..] constructors
        && constructors.All(constructor => constructor.IsPrivate || constructor.IsFamilyAndAssembly)
        && type.Module.Types.SelectMany(Library.WithNested)
            .Where(other => other.BaseType?.FullName == type.FullName)
            .All(derived => derived.IsSealed ? derived.DeclaringType == type : IsClosedFamily(derived));

    private static TypeDefinition Find<T>(ModuleDefinition module) => (TypeDefinition)module.LookupToken(typeof(T).MetadataToken);

    internal abstract class OpenFamily;

    internal abstract class LeakyFamily
    {
        private LeakyFamily()
        {
        }

        internal abstract class Case : LeakyFamily;
    }

    internal abstract record ClosedFamily
    {
        private ClosedFamily()
        {
        }

        internal sealed record Case : ClosedFamily;
    }
}
