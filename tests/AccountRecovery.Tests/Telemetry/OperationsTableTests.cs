using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace AccountRecovery;

/// <summary>The tables of docs/operations.md are what the code does: the instruments as they are, and the tags that a day brought forth.</summary>
public sealed class OperationsTableTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "operations.md"));

    [Fact]
    public async Task The_page_has_every_instrument_with_its_kind_unit_and_tags()
    {
        await using var scene = new MeteredScene();
        await scene.RunAsync();

        string[] expected = [.. scene.Spy.Instruments.OrderBy(instrument => instrument.Name, StringComparer.Ordinal).Select(instrument => Row(instrument, scene.Spy))];

        AssertRows(expected, "| instrument |");
    }

    [Fact]
    public async Task The_page_has_every_activity()
    {
        await using var scene = new MeteredScene();
        await scene.RunAsync();

        string[] expected = [.. scene.Spy.Activities.Select(activity => $"`{activity.OperationName}`").Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal(expected, Enum.GetValues<RecoveryAction>().Select(action => $"`account_recovery.{SnakeCase<RecoveryAction>.Of(action)}`").Order(StringComparer.Ordinal));
        AssertRows([.. expected.Select(activity => $"| {activity} |")], "| activity |");
    }

    [Fact]
    public void The_page_has_every_value_of_every_tag()
    {
        string[] expected =
        [
            Values<RecoveryAction>("action"),
            Values<ContactChannel>("channel"),
            Values<RecoveryEventKind>("event.kind"),
            Values<MessageKind>("message.kind"),
            Values<RecoveryMethod>("method"),
            Values<Result>("outcome"),
            $"| `account_recovery.reason` | {string.Join(", ", [.. Names<Refusal>(), .. Names<BusyReason>(), .. Names<CodeFault>()])} |",
            "| `account_recovery.replayed` | `true`, `false` |",
        ];

        AssertRows(expected, "| tag |");
    }

    // The message is what the page should say, to be copied.
    private static void AssertRows(string[] expected, string head) => Assert.True(expected.SequenceEqual(Rows(head), StringComparer.Ordinal), string.Join('\n', expected));

    private static string Row(Instrument instrument, TelemetrySpy spy)
    {
        string kind = instrument switch
        {
            Counter<long> => "counter",
            Histogram<double> => "histogram",
            ObservableGauge<double> => "gauge",
            ObservableUpDownCounter<int> => "up-down counter",
            _ => throw new InvalidOperationException(instrument.GetType().Name),
        };
        IEnumerable<string> tags = spy.Measurements.Where(measured => measured.Name == instrument.Name)
            .SelectMany(measured => measured.Tags)
            .Select(tag => tag.Key.Replace("account_recovery.", string.Empty, StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal);
        return $"| `{instrument.Name}` | {kind} | `{instrument.Unit}` | {string.Join(", ", tags)} | {instrument.Description} |";
    }

    private static string Values<T>(string tag)
        where T : struct, Enum => $"| `account_recovery.{tag}` | {string.Join(", ", Names<T>())} |";

    private static IEnumerable<string> Names<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(SnakeCase<T>.Of).Where(name => name != "none").Select(name => $"`{name}`");

    // The table's rows, without its head.
    private static string[] Rows(string head) =>
        [.. Page.SkipWhile(line => !line.StartsWith(head, StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))];

    private static string Here([CallerFilePath] string path = "") => path;
}
