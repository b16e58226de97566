using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using NodaTime;

namespace AccountRecovery;

/// <summary>docs/policy-clocks.md says of each clock what the code says.</summary>
public sealed class PolicyClocksTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "docs", "policy-clocks.md"));

    [Fact]
    public void A_clock_of_the_page_is_as_long_as_its_constant()
    {
        (string Type, string Name, string Says, Duration Is)[] clocks = [.. Page.SelectMany(ClocksOf)];

        Assert.InRange(clocks.Length, 14, 40);
        Assert.All(clocks, clock => Assert.True(
            Forms(clock.Is).Any(form => $" {clock.Says}".Contains($" {form}", StringComparison.Ordinal)),
            $"docs/policy-clocks.md says '{clock.Says}' of {clock.Type}.{clock.Name}, which is {clock.Is}."));
    }

    [Fact]
    public void The_reminders_of_the_page_are_those_of_the_code()
    {
        string[] rows = [.. Page.SkipWhile(line => !line.StartsWith("| `Wait` |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))];

        // The first row has hours; those in days are compared.
        (int Days, string Said)[] said = [.. rows.Skip(1).Select(row => row.Split('|')).Select(cells => (int.Parse(cells[1].Trim().Split(' ')[0], CultureInfo.InvariantCulture), cells[2].Trim()))];
        Assert.Equal([14, 30, 60, 90], said.Select(row => row.Days));
        Assert.All(said, row => Assert.Equal(row.Said, string.Join(", ", DaysOf(Duration.FromDays(row.Days)))));
    }

    private static IEnumerable<int> DaysOf(Duration wait)
    {
        Instant since = TestHost.Start;
        for (Instant? at = WaitReminders.After(since, since + wait, since); at is { } reminder; at = WaitReminders.After(since, since + wait, reminder))
        {
            yield return (reminder - since).Days;
        }
    }

    // "| the grant | 24 h | `GrantLifetime` in [Reentry](...) |": one constant with its type.
    private static IEnumerable<(string Type, string Name, string Says, Duration Is)> ClocksOf(string line)
    {
        string[] cells = line.Split('|');
        if (cells.Length < 5 || cells[3].Split('`') is not [_, { } name, { } rest] || !rest.StartsWith(" in [", StringComparison.Ordinal))
        {
            yield break;
        }

        string type = rest.Split('[', ']')[1];
        FieldInfo? field = typeof(RecoveryPolicy).Assembly.GetType($"AccountRecovery.{type}", throwOnError: true)!
            .GetField(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic);
        if (field?.GetValue(null) is Duration length)
        {
            yield return (type, name, cells[2], length);
        }
    }

    private static IEnumerable<string> Forms(Duration length) =>
    [
        FormattableString.Invariant($"{length.TotalDays:0} days"),
        FormattableString.Invariant($"{length.TotalHours:0} h"),
        FormattableString.Invariant($"{length.TotalMinutes:0} minutes"),
        FormattableString.Invariant($"{length.TotalSeconds:0} s"),
    ];

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
