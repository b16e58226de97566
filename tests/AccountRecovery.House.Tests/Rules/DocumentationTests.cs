using System.Xml.Linq;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace AccountRecovery.House;

public sealed class DocumentationTests
{
    public static TheoryData<string> Assemblies => Library.Assemblies;

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_public_member_has_a_summary(string assembly)
    {
        Dictionary<string, XElement> documented = XDocument.Load(Path.Combine(AppContext.BaseDirectory, assembly + ".xml"))
            .Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);
        IMemberDefinition[] seen = [.. Library.Written(Library.Modules[assembly]).Where(Library.IsVisible).SelectMany(type => ApiText.Visible(type).Prepend(type))];

        Assert.NotEmpty(seen);
        Assert.Empty(seen.Where(member => !SaysItself(member) && !HasSummary(documented, member)).Select(member => member.FullName));
    }

    private static bool HasSummary(Dictionary<string, XElement> documented, IMemberDefinition member) =>
        documented.TryGetValue(DocCommentId.GetDocCommentId(member), out XElement? element)
        && (element.Element("inheritdoc") is not null || element.Element("summary") is { Value: { } summary } && !string.IsNullOrWhiteSpace(summary));

    // What follows from a record's parameters is documented there: each has a param of the type.
    private static bool SaysItself(IMemberDefinition member) => member switch
    {
        MethodDefinition { Name: "Deconstruct" } => true,
        MethodDefinition { IsConstructor: true, DeclaringType: { } type } constructor =>
            constructor.HasParameters ? constructor.Parameters.All(parameter => type.Properties.Any(property => property.Name == parameter.Name)) : true,
        _ => false,
    };
}
