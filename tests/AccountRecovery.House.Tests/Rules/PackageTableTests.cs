using System.Xml.Linq;

namespace AccountRecovery.House;

/// <summary>What each shipped project depends on; anything more needs a decision record.</summary>
public sealed class PackageTableTests
{
    public static TheoryData<string, string[], string[]> Table => new()
    {
        { "AccountRecovery.Abstractions", [], ["NodaTime"] },
        { "AccountRecovery.Argon2", [], [] },
        {
            "AccountRecovery",
            ["AccountRecovery.Abstractions", "AccountRecovery.Argon2"],
            ["Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "NodaTime"]
        },
        {
            "AccountRecovery.EntityFrameworkCore",
            ["AccountRecovery"],
            ["Microsoft.Data.Sqlite.Core", "Microsoft.EntityFrameworkCore.Relational", "Microsoft.Extensions.Hosting.Abstractions", "SQLitePCLRaw.core"]
        },
        { "AccountRecovery.AspNetCore", ["AccountRecovery"], [] },
        { "AccountRecovery.Testing", ["AccountRecovery"], [] },
        { "AccountRecovery.Testing.Xunit", ["AccountRecovery.Testing"], ["xunit.v3.extensibility.core"] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_project_depends_on_what_the_table_says(string project, string[] projects, string[] packages)
    {
        XDocument file = XDocument.Load(Path.Combine(Repository.Source, project, project + ".csproj"));

        Assert.Equal(projects, Includes(file, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))));
        Assert.Equal(packages, Includes(file, "PackageReference"));
    }

    [Fact]
    public void Every_project_of_src_is_in_the_table() => Assert.Equal(
        Directory.EnumerateFiles(Repository.Source, "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal),
        Table.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Table))]
    public void An_assembly_refers_to_nothing_beyond_its_projects_packages_and_the_framework(string project, string[] projects, string[] packages)
    {
        // What comes with a package of the table: NodaTime and the abstractions through the library, EF Core itself through its relational part, and assemblies that are not named as their package.
        string[] more = project switch
        {
            "AccountRecovery.EntityFrameworkCore" =>
            [
                "AccountRecovery.Abstractions", "NodaTime", "Microsoft.Data.Sqlite", "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions",
                "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
            ],

            // The shared framework of ASP.NET Core, which a host of it has anyway.
            "AccountRecovery.AspNetCore" =>
            [
                "AccountRecovery.Abstractions", "NodaTime", "Microsoft.AspNetCore.Authentication.Abstractions", "Microsoft.AspNetCore.Http.Abstractions", "Microsoft.AspNetCore.Http.Features", "Microsoft.AspNetCore.Identity",
                "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Identity.Core", "Microsoft.Extensions.Identity.Stores",
                "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Logging.Abstractions",
                "Microsoft.Extensions.Http", "Microsoft.Extensions.Options", "Microsoft.Extensions.Primitives",
            ],
            "AccountRecovery.Testing" => ["AccountRecovery.Abstractions", "NodaTime"],
            "AccountRecovery.Testing.Xunit" => ["AccountRecovery.Abstractions", "xunit.v3.common", "xunit.v3.core"],
            _ => [],
        };
        IEnumerable<string> others = Library.Modules[project].AssemblyReferences.Select(reference => reference.Name)
            .Where(name => name != "netstandard" && !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.Empty(others.Except([.. projects, .. packages, .. more], StringComparer.Ordinal));
    }

    [Fact]
    public void Every_version_is_exact()
    {
        string[] versions = [.. XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion").Select(package => package.Attribute("Version")!.Value)];

        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.True(IsExact(version), version));
    }

    [Theory]
    [InlineData("1.*")]
    [InlineData("[1.0,2.0)")]
    [InlineData("1.0.0-*")]
    [InlineData("")]
    [InlineData("latest")]
    public void A_version_that_floats_is_caught(string version) => Assert.False(IsExact(version));

    private static bool IsExact(string version) => Version.TryParse(version.Split('-')[0], out _) && !version.Contains('*', StringComparison.Ordinal);

    private static IEnumerable<string> Includes(XDocument file, string item) =>
        file.Descendants(item).Select(element => element.Attribute("Include")!.Value).Order(StringComparer.Ordinal);
}
