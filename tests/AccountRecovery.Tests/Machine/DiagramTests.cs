using System.Runtime.CompilerServices;

namespace AccountRecovery;

/// <summary>The picture of the account states in docs/security-info.md is what the walk has seen, and not what somebody drew.</summary>
[Trait("Category", "NoText")]
public sealed class DiagramTests
{
    private static readonly (string Name, string Said)[] AccountStates =
    [
        ("None", "no contacts"), ("Established", "with contacts"), ("Waiting", "in the wait"), ("Reentry", "after a recovery"), ("AfterWait", "after a wait"), ("Frozen", "frozen"),
    ];

    /// <summary>Set ACCOUNTRECOVERY_APPROVE=1 to write the picture into the page.</summary>
    [Fact]
    public void The_page_has_every_way_between_states_that_the_walk_has_seen_and_no_other()
    {
        string path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "security-info.md");
        string[] lines = File.ReadAllLines(path);
        string[] drawn = [.. Drawn(MachineWalkTests.Short())];
        int at = Array.IndexOf(lines, "```mermaid") + 1;
        Assert.True(at > 0, "The page has no picture.");
        int end = Array.IndexOf(lines, "```", at);
        if (Environment.GetEnvironmentVariable("ACCOUNTRECOVERY_APPROVE") == "1")
        {
            File.WriteAllText(path, string.Join('\n', [.. lines[..at], .. drawn, .. lines[end..]]) + "\n");
            return;
        }

        Assert.Equal(drawn, lines[at..end]);
    }

    private static IEnumerable<string> Drawn(MachineWalk walk)
    {
        yield return "stateDiagram-v2";
        foreach ((string name, string said) in AccountStates)
        {
            Assert.Contains(name, walk.AccountStates);
            yield return $"    state \"{said}\" as {name}";
        }

        yield return "    [*] --> None";
        foreach (IGrouping<(string From, string To), (string From, string To, Verb? By)> way in walk.Arrows
            .GroupBy(arrow => (arrow.From, arrow.To))
            .OrderBy(way => Order(way.Key.From))
            .ThenBy(way => Order(way.Key.To)))
        {
            yield return $"    {way.Key.From} --> {way.Key.To}: {string.Join(" / ", way.Select(arrow => Said(arrow.By)).Distinct().Order(StringComparer.Ordinal))}";
        }
    }

    private static int Order(string name) => Array.FindIndex(AccountStates, state => state.Name == name);

    private static string Said(Verb? by) => by switch
    {
        null => "the wait is over",
        Verb.Confirm => "confirm a contact",
        Verb.Release => "the host releases it",
        Verb.SetCredentials => "new credentials are set",
        Verb.Remove or Verb.RemoveAll => ProofTableTests.Said(Change.RemoveAllContacts),
        Verb.Cancel => ProofTableTests.Said(Change.CancelWait),
        Verb.Freeze => ProofTableTests.Said(Change.FreezeRecovery),
        Verb.MakeCode => ProofTableTests.Said(Change.MakeRecoveryCode),
        Verb.RedeemCode => ProofTableTests.Said(Change.RedeemRecoveryCode),
        Verb verb => throw new InvalidOperationException($"{verb} leads to another state, and there are no words for it."),
    };

    private static string Here([CallerFilePath] string path = "") => path;
}
