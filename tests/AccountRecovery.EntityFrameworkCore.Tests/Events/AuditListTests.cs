using System.Globalization;
using AccountRecovery.Databases;
using AccountRecovery.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

public sealed class AuditListTests(DatabaseFixture databases, ITestOutputHelper output)
{
    private static readonly Duration Microsecond = Duration.FromTicks(10);
    private static readonly AccountId[] Accounts = [new("a"), new("a\u0000"), new("b"), new("é")];
    private static readonly RecoveryEventKind[] Kinds = [RecoveryEventKind.CodeRedeemed, RecoveryEventKind.AttemptRefused, (RecoveryEventKind)99];

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Pages_put_together_are_what_the_query_asks_for_in_order_ties_included(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using var application = new Application(database, builder => builder.UseAuditTable());
        var random = SplitMix64.Start(output);
        List<RecoveryEvent> model = await FillAsync(application, random, FullRun.Or(120, 600));

        for (int run = 0; run < FullRun.Or(60, 600); run++)
        {
            AuditQuery query = NextQuery(random);
            RecoveryEvent[] expected = [.. Expected(model, query)];
            var pages = new List<RecoveryEvent>();
            IReadOnlyList<RecoveryEvent> page;
            do
            {
                page = await application.Audit.ListAsync(query with { After = pages.LastOrDefault(), Max = 1 + random.Below(12) }, TestContext.Current.CancellationToken);
                pages.AddRange(page);
            }
            while (page.Count > 0 && pages.Count <= expected.Length);

            Assert.True(expected.SequenceEqual(pages), $"{random.Replay}, run {run}: {query}");
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Bounds_are_half_open_at_one_microsecond_and_a_finer_bound_is_the_next_one(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using var application = new Application(database, builder => builder.UseAuditTable());
        Instant at = Application.Start;
        for (int n = 0; n < 3; n++)
        {
            await AuditTableTests.DeliverAsync(application, Event(n, Accounts[0], at + (Microsecond * (n - 1)), Kinds[0]));
        }

        Assert.Equal("1 2", await NumbersAsync(application, new AuditQuery { From = at, OldestFirst = true }));
        Assert.Equal("1 2", await NumbersAsync(application, new AuditQuery { From = at - Duration.Epsilon, OldestFirst = true }));
        Assert.Equal("2", await NumbersAsync(application, new AuditQuery { From = at + Duration.Epsilon, OldestFirst = true }));
        Assert.Equal("0", await NumbersAsync(application, new AuditQuery { Until = at }));
        Assert.Equal("0", await NumbersAsync(application, new AuditQuery { Until = at - Duration.Epsilon }));
        Assert.Equal("1 0", await NumbersAsync(application, new AuditQuery { Until = at + Duration.Epsilon }));
        Assert.Equal("2 1 0", await NumbersAsync(application, new AuditQuery { From = Instant.MinValue, Until = Instant.MaxValue }));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Pruning_keeps_the_instant_and_deletes_what_is_a_microsecond_older(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using var application = new Application(database, builder => builder.UseAuditTable());
        Instant at = Application.Start;
        for (int n = 0; n < 3; n++)
        {
            await AuditTableTests.DeliverAsync(application, Event(n, Accounts[0], at + (Microsecond * (n - 1)), Kinds[0]));
        }

        Assert.Equal(0, await application.Audit.PruneAsync(at - Microsecond, TestContext.Current.CancellationToken));
        Assert.Equal(1, await application.Audit.PruneAsync(at, TestContext.Current.CancellationToken));
        Assert.Equal("1 2", await NumbersAsync(application, new AuditQuery { OldestFirst = true }));
        Assert.Equal(1, await application.Audit.PruneAsync(at + Duration.Epsilon, TestContext.Current.CancellationToken));
        Assert.Equal("2", await NumbersAsync(application, new AuditQuery()));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Pruning_goes_over_any_number_of_batches_and_counts_them_all(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using var application = new Application(database, builder => builder.UseAuditTable());
        await application.Database.RunAsync(
            (db, _) =>
            {
                db.AddRange(Enumerable.Range(0, 2_500).Select(n => EventRow.Of(Event(n, Accounts[0], Application.Start + (Microsecond * (n / 100)), Kinds[0]), AuditText.Fit)));
                return db.SaveChangesAsync();
            },
            CancellationToken.None);

        Assert.Equal(2_400, await application.Audit.PruneAsync(Application.Start + (Microsecond * 24), TestContext.Current.CancellationToken));
        Assert.Equal(100, (await application.RowsAsync<EventRow>()).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_page_out_of_bounds_is_refused(int max)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(DatabaseKind.Sqlite, databases);
        await using var application = new Application(database, builder => builder.UseAuditTable());

        await Assert.ThrowsAsync<ArgumentException>(() => application.Audit.ListAsync(new AuditQuery { Max = max }, TestContext.Current.CancellationToken).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => application.Audit.ListAsync(new AuditQuery { Account = default(AccountId) }, TestContext.Current.CancellationToken).AsTask());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_page_in_the_middle_is_read_by_the_index_and_not_from_the_first_row(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using var application = new Application(database, builder => builder.UseAuditTable());
        bool sqlite = kind == DatabaseKind.Sqlite;

        // An empty table is scanned by PostgreSQL whatever its indexes, unless it is told that this is dear.
        string prefix = sqlite ? "EXPLAIN QUERY PLAN " : "SET enable_seqscan = off; EXPLAIN ";
        foreach ((string where, string index) in new[] { ("at > 5", "ix_account_recovery_events_at"), ("account = 'a' AND at > 5", "ix_account_recovery_events_account") })
        {
            string question = $"{prefix} SELECT * FROM account_recovery_events WHERE {where} ORDER BY at, account, sequence, id LIMIT 10";
            Assert.Contains(index, await database.ConnectionString.AskAllAsync(question), StringComparison.Ordinal);
        }
    }

    private static RecoveryEvent Event(int number, AccountId account, Instant at, RecoveryEventKind kind) => new()
    {
        Id = new EventId((UInt128)(uint)((number * 7919) % 104_729)),
        Account = account,
        Sequence = number,
        Kind = kind,
        Method = RecoveryMethod.BackupCodes,
        At = at,
        CorrelationId = number.ToString(CultureInfo.InvariantCulture),
    };

    private static async Task<List<RecoveryEvent>> FillAsync(Application application, SplitMix64 random, int count)
    {
        var model = new List<RecoveryEvent>();
        for (int n = 0; n < count; n++)
        {
            // Few instants and few numbers, so that nearly every row is tied with others.
            RecoveryEvent happened = Event(n, random.Of(Accounts), Application.Start + (Microsecond * random.Below(5)), random.Of(Kinds)) with { Sequence = random.Below(4) };
            model.Add(happened);
            await AuditTableTests.DeliverAsync(application, happened);
        }

        return model;
    }

    private static AuditQuery NextQuery(SplitMix64 random) => new()
    {
        Account = random.Below(2) == 0 ? random.Of(Accounts) : null,
        Kind = random.Below(3) == 0 ? random.Of(Kinds) : null,
        From = random.Below(3) == 0 ? Application.Start + (Microsecond * random.Below(6)) : null,
        Until = random.Below(3) == 0 ? Application.Start + (Microsecond * random.Below(6)) : null,
        OldestFirst = random.Below(2) == 0,
    };

    private static IEnumerable<RecoveryEvent> Expected(IEnumerable<RecoveryEvent> model, AuditQuery query)
    {
        IEnumerable<RecoveryEvent> sorted = model
            .Where(happened => (query.Account is null || happened.Account == query.Account) && (query.Kind is null || happened.Kind == query.Kind))
            .Where(happened => (query.From is null || happened.At >= query.From) && (query.Until is null || happened.At < query.Until))
            .OrderBy(happened => happened.At).ThenBy(happened => happened.Account).ThenBy(happened => happened.Sequence).ThenBy(happened => happened.Id.Value);
        return query.OldestFirst ? sorted : sorted.Reverse();
    }

    private static async Task<string> NumbersAsync(Application application, AuditQuery query) =>
        string.Join(' ', (await application.Audit.ListAsync(query)).Select(happened => happened.Sequence));
}
