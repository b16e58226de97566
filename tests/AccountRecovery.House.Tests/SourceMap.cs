using Mono.Cecil;

namespace AccountRecovery.House;

/// <summary>Which file declares which type. Namespaces are file-scoped, so a line that declares a type outside others is not indented.</summary>
internal static class SourceMap
{
    private static readonly string[] Kinds = ["class", "struct", "interface", "enum", "record"];
    private static readonly char[] EndOfName = [' ', '(', '<', ':', ';', '{'];

    internal static IReadOnlyList<Declared> All { get; } =
        [.. Library.Names.SelectMany(name => Repository.CodeIn(Path.Combine(Repository.Source, name)).SelectMany(file => In(name, file)))];

    /// <summary>The file of a type, by the outermost type around it.</summary>
    internal static string FileOf(TypeDefinition type)
    {
        TypeDefinition outermost = Library.Outermost(type);
        string assembly = outermost.Module.Assembly.Name.Name;
        string name = Library.PlainName(outermost);
        Declared[] found = [.. All.Where(declared => declared.Assembly == assembly && declared.Type == name)];
        return found.Select(declared => declared.File).Distinct(StringComparer.Ordinal).ToArray() is [{ } file]
            ? file
            : throw new InvalidOperationException($"{outermost.FullName} is declared in {found.Length} files.");
    }

    private static IEnumerable<Declared> In(string assembly, string file) => File.ReadLines(file)
        .Where(line => line.Length > 0 && char.IsAsciiLetter(line[0]))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words[0] is "public" or "internal" or "file" or "static" or "sealed" or "abstract" or "partial" or "readonly" && words.Intersect(Kinds).Any())
        .Select(words => new Declared(assembly, Repository.Relative(file), NameIn(words), words[0] == "public"));

    private static string NameIn(string[] words)
    {
        int last = Array.FindLastIndex(words, word => Kinds.Contains(word));
        return words[last + 1].Split(EndOfName)[0];
    }

    internal sealed record Declared(string Assembly, string File, string Type, bool IsPublic);
}
