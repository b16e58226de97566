using System.Collections.Concurrent;
using AccountRecovery.Databases;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>W6 on real databases: two applications, a sink that refuses, and no row at the end.</summary>
[Trait("Category", "Slow")]
public sealed class EraseTests(DatabaseFixture databases)
{
    private static readonly int Rounds = FullRun.Or(8, 200);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead, Traits = ["Category", "Slow"])]
    public async Task W6_Erased_while_two_applications_redeem_and_make_sets_every_account_is_gone_once_that_is_reported(DatabaseKind kind)
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(kind));
        var key = RootKey.Generate();
        var sink = new RecordingEventSink();
        var asked = new ConcurrentDictionary<EventId, bool>();

        // The first delivery of each event fails.
        sink.Refuses = happened => asked.TryAdd(happened.Id, true);
        await using RecoveryApp one = App(database, key, sink);
        await using RecoveryApp other = App(database, key, sink);
        int erased = 0;
        for (int round = 0; round < Rounds; round++)
        {
            var account = new AccountId($"account-{round}");
            string[] codes = await one.IssueAsync(account);
            RecoveryTicket before = await one.Tickets.VouchAsync(account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, RecoveryApp.Owner);
            one.Clock.Advance(Duration.FromTicks(10));
            other.Clock.Set(one.Clock.GetCurrentInstant());

            Task<EraseOutcome>[] erasing = [.. new[] { one, other }.Select(app => Task.Run(async () => await Data(app).EraseAsync(account, RecoveryApp.Owner)))];
            Task<RedeemOutcome>[] redeeming = [.. codes.Take(3).Select((code, i) => Task.Run(async () => await (i % 2 == 0 ? one : other).RedeemAsync(account, code)))];
            Task<IssueOutcome> issuing = Task.Run(async () => await other.Codes.GenerateAsync(account, RecoveryApp.Owner.Having(before)));
            erased += (await Task.WhenAll(erasing)).Count(outcome => outcome is EraseOutcome.Erased);
            await Task.WhenAll(redeeming);
            await issuing;

            Assert.Null((await one.Codes.GetStatusAsync(account, TestContext.Current.CancellationToken)).SetNumber);
            Assert.Null(await Data(one).ExportAsync(account, TestContext.Current.CancellationToken));
            Assert.IsNotType<RedeemOutcome.Redeemed>(await other.RedeemAsync(account, codes[9]));
        }

        for (int sweep = 0; sweep < 4; sweep++)
        {
            foreach (RecoveryApp app in (RecoveryApp[])[one, other])
            {
                app.Clock.Set(RecoveryApp.Start + Duration.FromHours(sweep + 1));
                IDueWork work = app.Provider.GetRequiredService<IDueWork>();
                await work.DrainAsync(TestContext.Current.CancellationToken);
                await work.RunAsync(1_000, TestContext.Current.CancellationToken);
                await work.DrainAsync(TestContext.Current.CancellationToken);
            }
        }

        Assert.Equal(Rounds, erased);
        Assert.Equal(Rounds, sink.Delivered.Where(happened => happened.Kind == RecoveryEventKind.AccountErased).DistinctBy(happened => happened.Id).Count());
        Assert.Equal(0L, Convert.ToInt64(await database.AskAsync("SELECT count(*) FROM account_recovery_records"), System.Globalization.CultureInfo.InvariantCulture));
    }

    private static IRecoveryData Data(RecoveryApp app) => app.Provider.GetRequiredService<IRecoveryData>();

    private static RecoveryApp App(string database, RootKey key, RecordingEventSink sink) => new(
        builder => builder.UseEntityFrameworkCore(db => db.Use(database)),
        key,
        services: services => services.AddSingleton<IRecoveryEventSink>(sink).AddSingleton<TimeProvider>(provider => new WallTime(provider.GetRequiredService<IClock>())));

    /// <summary>A steady clock that goes with the manual one, so that no step of it is a jump.</summary>
    private sealed class WallTime(IClock wall) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => wall.GetCurrentInstant().ToUnixTimeTicks();
    }
}
