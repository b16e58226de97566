namespace AccountRecovery.House;

/// <summary>The sources that this test assembly was built from.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    internal static string Source => Path.Combine(Root, "src");

    internal static string Approved => Path.Combine(Root, "tests", "AccountRecovery.House.Tests", "Approved");

    /// <summary>The C# files of a folder, without what builds have left there.</summary>
    internal static IEnumerable<string> CodeIn(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Relative(file).Split('/').Any(part => part is "bin" or "obj"))
        .Order(StringComparer.Ordinal);

    /// <summary>The path below the root, with slashes on every system.</summary>
    internal static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Directory.Packages.props")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("These tests read the sources; run them from the repository they were built in.");
    }
}
