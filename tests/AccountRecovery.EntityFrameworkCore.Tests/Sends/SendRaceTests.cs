using AccountRecovery.Databases;
using AccountRecovery.Ports;
using AccountRecovery.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AccountRecovery;

[Trait("Category", "Slow")]
public sealed class SendRaceTests(DatabaseFixture databases, ITestOutputHelper output)
{
    private static readonly int Requests = FullRun.Or(200, 5_000);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead, Traits = ["Category", "Slow"])]
    public async Task D6_No_counter_goes_above_its_limit_and_a_refused_message_counts_nowhere(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        var race = new SendRace(database, SplitMix64.Start(output));

        Assert.Empty(await race.ComplaintsAsync(Requests));
        Assert.Equal(0, race.Unknown);
        Assert.InRange(race.Granted, 30, 77);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task D6_Nor_with_faults_and_lost_acknowledgements(DatabaseKind kind)
    {
        var statements = new FailingStatements(SendCountTable.Name, percent: 5);
        var commits = new FailingCommits(percent: 20);

        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        var race = new SendRace(database, SplitMix64.Start(output)) { Repeats = int.MaxValue / 2 };

        Assert.Empty(await race.ComplaintsAsync(Requests, broken: null, statements, commits));
        Assert.True(statements.Failed > 3 && commits.Failed > 3, $"{statements.Failed} statements and {commits.Failed} commits failed.");
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead, Traits = ["Category", "Slow"])]
    public async Task A_counter_that_everybody_wants_makes_them_wait_and_not_fail(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        using var log = new LogSpy();
        await using var application = new Application(database, builder => builder.UseSendBudget(), configure: null, services => services.AddSingleton<ILoggerFactory>(log));
        var request = new SendRequest { Account = new AccountId("alice"), Channel = ContactChannel.Email, Address = "bob@example.com", At = Application.Start };

        bool[] granted = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => application.Sends.TryTakeAsync(request, CancellationToken.None).AsTask())));

        Assert.DoesNotContain(false, granted);
        Assert.DoesNotContain(log.Lines, line => line.Contains("could not serialize", StringComparison.Ordinal));
        Assert.Equal(200, Assert.Single(await application.RowsAsync<SendCountRow>()).Taken);
    }

    [Fact]
    public async Task Nobody_waits_for_each_other_for_ever()
    {
        string connectionString;
        await using (RealDatabase database = await RealDatabase.CreateAsync(DatabaseKind.PostgreSql, databases))
        {
            connectionString = database.ConnectionString;
            await new SendRace(database, SplitMix64.Start(output)).ComplaintsAsync(Requests);
        }

        // A session's figures are there for others to read when it has ended.
        string name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        string server = new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres" }.ConnectionString;
        while (await server.AskAsync($"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}'") != "0")
        {
            await Task.Yield();
        }

        Assert.Equal("0", await server.AskAsync($"SELECT deadlocks FROM pg_stat_database WHERE datname = '{name}'"));
        Assert.NotEqual("0", await server.AskAsync($"SELECT xact_commit FROM pg_stat_database WHERE datname = '{name}'"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_budget_that_looks_and_then_counts_is_caught(DatabaseKind kind)
    {
        // As many have looked as there are tasks, which is more than one of the limits has.
        var looked = new Meeting(SendRace.Tasks);
        looked.Arm();
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        var race = new SendRace(database, SplitMix64.From(1)) { Of = request => request with { Channel = ContactChannel.Sms, Address = "+33639981234", Country = "FR", At = Application.Start } };

        IReadOnlyList<string> complaints = await race.ComplaintsAsync(SendRace.Tasks, (host, plan) => new BrokenSendPolicies.ReadThenWrite(host.Database, plan, looked));

        Assert.Contains(complaints, complaint => complaint.Contains(" got 8 of 5.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_budget_that_keeps_what_a_refused_message_took_is_caught(DatabaseKind kind)
    {
        // Of eight messages for one country, three are refused by its limit when another has counted them.
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        var race = new SendRace(database, SplitMix64.From(1)) { Of = request => request with { Channel = ContactChannel.Sms, Address = "+33639981234", Country = "FR", At = Application.Start } };

        IReadOnlyList<string> complaints = await race.ComplaintsAsync(SendRace.Tasks, (host, plan) => new BrokenSendPolicies.OneByOne(host.Database, plan));

        Assert.Contains(complaints, complaint => complaint.StartsWith("The table counts", StringComparison.Ordinal));
    }
}
