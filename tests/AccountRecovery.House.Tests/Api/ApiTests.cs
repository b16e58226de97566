using Mono.Cecil;

namespace AccountRecovery.House;

/// <summary>The public surface is what somebody approved: nothing joins it, leaves it or changes in passing.</summary>
public sealed class ApiTests
{
    private const string Approve = "ACCOUNTRECOVERY_APPROVE";

    public static TheoryData<string> Assemblies => Library.Assemblies;

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_public_surface_is_the_approved_one(string assembly)
    {
        string received = ApiText.Of(Library.Modules[assembly]);
        string approvedFile = Path.Combine(Repository.Approved, assembly + ".txt");
        if (Environment.GetEnvironmentVariable(Approve) == "1")
        {
            File.WriteAllText(approvedFile, received);
        }

        string approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile).ReplaceLineEndings("\n") : string.Empty;
        if (received == approved)
        {
            return;
        }

        string receivedFile = Path.Combine(AppContext.BaseDirectory, assembly + ".received.txt");
        File.WriteAllText(receivedFile, received);
        string[] before = approved.Split('\n');
        string[] after = received.Split('\n');
        Assert.Fail($"""
            The public surface of {assembly} has changed; it is now as in {receivedFile}.
            Gone:
            {string.Join('\n', before.Except(after))}
            New:
            {string.Join('\n', after.Except(before))}
            If this is meant, look at the difference, say it in CHANGELOG.md, and approve it with:
            {Approve}=1 dotnet test tests/AccountRecovery.House.Tests
            """);
    }

    [Fact]
    public void Every_kind_of_member_is_in_the_text()
    {
        using var tests = ModuleDefinition.ReadModule(typeof(ApiTests).Assembly.Location);

        string[] lines = ApiText.Of(tests).Split('\n');
        int begin = Array.FindIndex(lines, line => line.Contains(nameof(ApiSample<>), StringComparison.Ordinal));

        Assert.Equal(
            [
                "sealed class AccountRecovery.House.ApiSample<T> : IDisposable where T : class, new()",
                "    ApiSample(int size = 3);",
                "    const int Most = 7;",
                "    event EventHandler Happened;",
                "    int? Size { get; }",
                "    override string ToString();",
                "    required string Name { get; init; }",
                "    static U[] Make<U>(out U last, ref int count, params string[] names) where U : struct;",
                "    static readonly string Text;",
                "    string Secret { get; }",
                "    string this[int index] { get; }",
                "    void Dispose();",
            ],
            lines[begin..Array.IndexOf(lines, string.Empty, begin)]);
    }
}
