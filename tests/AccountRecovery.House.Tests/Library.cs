using Mono.Cecil;

namespace AccountRecovery.House;

/// <summary>The assemblies that are shipped, as they were built.</summary>
internal static class Library
{
    internal static readonly string[] Names =
        ["AccountRecovery.Abstractions", "AccountRecovery.Argon2", "AccountRecovery", "AccountRecovery.EntityFrameworkCore", "AccountRecovery.AspNetCore", "AccountRecovery.Testing", "AccountRecovery.Testing.Xunit"];

    private static readonly DefaultAssemblyResolver Resolver = NewResolver();

    internal static TheoryData<string> Assemblies => [.. Names];

    internal static IReadOnlyDictionary<string, ModuleDefinition> Modules { get; } = Names.ToDictionary(name => name, Read, StringComparer.Ordinal);

    /// <summary>Every type of all of them that somebody wrote, nested ones included.</summary>
    internal static IEnumerable<TypeDefinition> Types => Modules.Values.SelectMany(Written);

    internal static IEnumerable<TypeDefinition> PublicTypes => Types.Where(IsVisible);

    internal static ModuleDefinition Read(string assembly) => ModuleDefinition.ReadModule(
        Path.Combine(AppContext.BaseDirectory, assembly + ".dll"), new ReaderParameters { AssemblyResolver = Resolver });

    internal static IEnumerable<TypeDefinition> Written(ModuleDefinition module) =>
        module.Types.SelectMany(WithNested).Where(type => !IsGenerated(type));

    internal static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    internal static bool IsVisible(TypeDefinition type) =>
        type.IsNested ? type.IsNestedPublic && IsVisible(type.DeclaringType) : type.IsPublic;

    internal static bool IsGenerated(ICustomAttributeProvider member) => member.HasCustomAttributes
        && member.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "CompilerGeneratedAttribute" or "EmbeddedAttribute")
        || member is TypeDefinition { Name: ['<', ..] };

    internal static TypeDefinition Outermost(TypeDefinition type) => type.IsNested ? Outermost(type.DeclaringType) : type;

    /// <summary>The name as it is written, without the number of type parameters.</summary>
    internal static string PlainName(TypeReference type) => type.Name.Split('`')[0];

    private static DefaultAssemblyResolver NewResolver()
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        return resolver;
    }
}
