using AccountRecovery.Ports;
using AccountRecovery.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

public sealed class AuditHistoryTests(DatabaseFixture databases, ITestOutputHelper output)
{
    private static readonly int Steps = FullRun.Or(80, 2_000);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A9_Every_event_of_a_history_is_in_the_table_exactly_once_with_no_number_missing(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        var history = new AuditHistory(database, SplitMix64.Start(output));

        Assert.Empty(await history.ComplaintsAsync(Steps));
        Assert.True(history.Failed > 3 && history.Repeated > 3, $"{history.Failed} statements failed, {history.Repeated} deliveries were repeated.");
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [Trait("Category", "Slow")]
    public async Task A_plain_insert_is_caught(DatabaseKind kind) =>
        Assert.Contains("Events still wait for delivery.", await ComplaintsAsync(kind, provider => new BrokenAuditSinks.Plain(provider.GetRequiredService<RecoveryDatabase>())));

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [Trait("Category", "Slow")]
    public async Task A_sink_that_takes_what_it_could_not_keep_is_caught(DatabaseKind kind) => Assert.Contains(
        await ComplaintsAsync(
            kind,
            provider => new BrokenAuditSinks.Forgetful(new AuditSink(provider.GetRequiredService<RecoveryDatabase>())),
            new FailingStatements(EventTable.Name, percent: 40, passing: false)),
        complaint => complaint.StartsWith("The table does not have", StringComparison.Ordinal));

    private async Task<IReadOnlyList<string>> ComplaintsAsync(DatabaseKind kind, Func<IServiceProvider, IRecoveryEventSink> broken, FailingStatements? statements = null)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        return await new AuditHistory(database, SplitMix64.Start(output)).ComplaintsAsync(80, broken, statements);
    }
}
