using AccountRecovery.Databases;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace AccountRecovery;

/// <summary>A7 through the library: codes are redeemed by several applications while statements fail, or while the server throws us out.</summary>
[Trait("Category", "Slow")]
public sealed class RedemptionFaultTests(DatabaseFixture databases)
{
    private const int Racers = 3;

    // Of the moments before and after statements. Coprime to what a call has of them, so that all kinds are met.
    private const int EndsOneIn = 11;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A7_Every_code_is_spent_once_whatever_fails_on_the_way(DatabaseKind kind)
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(kind));
        var rootKey = RootKey.Generate();
        FaultInjector faults = FaultLaws.OneInFive();
        RecoveryApp[] apps = [.. Enumerable.Range(0, Racers).Select(_ => Strong(database, rootKey, db => db.AddInterceptors(faults)))];

        (int doubles, int none) = await RaceAsync(database, rootKey, apps, FullRun.Or(4, 40));

        Assert.Equal((0, 0), (doubles, none));
        Assert.True(faults.Statements > 100, "Faults were met.");
    }

    /// <summary>The write that spends the code is refused for a passing reason, and another application spends it before it is tried again.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite, true, 1)]
    [InlineData(DatabaseKind.PostgreSql, true, 1)]
    [InlineData(DatabaseKind.Sqlite, false, 2)]
    [InlineData(DatabaseKind.PostgreSql, false, 2)]
    public async Task A7_Spent_by_another_between_two_tries_a_code_is_spent_once_and_a_store_that_only_tries_again_is_caught(DatabaseKind kind, bool asks, int grants)
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(kind));
        var rootKey = RootKey.Generate();
        var faults = new FaultInjector();
        await using RecoveryApp other = Strong(database, rootKey);
        await using RecoveryApp app = asks
            ? Strong(database, rootKey, db => db.AddInterceptors(faults))
            : Strong(database, rootKey, services: services => services.Replace(ServiceDescriptor.Singleton<IRecoveryStore>(new PlainRetryStore(database, faults, afterFault: true))));
        AccountId account = RecoveryApp.Alice;
        string code = (await other.IssueAsync(account))[0];
        RedeemOutcome? others = null;
        faults.Once("UPDATE", FaultInjector.Moment.Before, async () =>
        {
            others = await other.RedeemAsync(account, code);
            return FaultInjector.Refusal(0);
        });

        RedeemOutcome own = await app.RedeemAsync(account, code);

        Assert.IsType<RedeemOutcome.Redeemed>(others);
        Assert.Equal(grants, new[] { own, others }.Count(outcome => outcome is RedeemOutcome.Redeemed));
    }

    [Fact]
    public async Task A7_Every_code_is_spent_once_while_the_server_ends_our_connections()
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(DatabaseKind.PostgreSql));
        var rootKey = RootKey.Generate();
        int accounts = FullRun.Or(4, 200);
        int moments = 0, ended = 0;
        var faults = new FaultInjector
        {
            At = async (_, command) =>
            {
                if (Interlocked.Increment(ref moments) % EndsOneIn == 0)
                {
                    await EndAsync(database, (NpgsqlConnection)command.Connection!);
                    Interlocked.Increment(ref ended);
                }
            },
        };
        RecoveryApp[] apps = [.. Enumerable.Range(0, Racers).Select(_ => Strong(database, rootKey, db => db.AddInterceptors(faults)))];

        (int doubles, int none) = await RaceAsync(database, rootKey, apps, accounts);

        // Each of the racers reads at least once for each of ten codes, and that has a moment before it and one after.
        Assert.Equal((0, 0), (doubles, none));
        Assert.InRange(ended, accounts * 10 * Racers * 2 / EndsOneIn / 2, int.MaxValue);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A7_Every_wrong_code_is_counted_once_whatever_fails_on_the_way(DatabaseKind kind)
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(kind));
        FaultInjector faults = FaultLaws.OneInFive();
        await using RecoveryApp app = RecoveryApp.On(database, db => db.AddInterceptors(faults), configure: options => options.FreeAttempts = 10);
        for (int round = 0; round < FullRun.Or(4, 100); round++)
        {
            AccountId account = new($"account-{round}");
            faults.At = null;
            string[] codes = await app.IssueAsync(account);
            faults.At = FaultLaws.OneInFive().At;
            int answered = 0;
            int thrown = 0;
            foreach (string wrong in RecoveryApp.WrongCodes(codes).Take(9))
            {
                try
                {
                    answered += Assert.IsType<RedeemOutcome.Refused>(await app.RedeemAsync(account, wrong)).Why == Refusal.WrongCode ? 1 : 0;
                }
                catch (Exception fault) when (DatabaseFaults.KindOf(fault) != FaultKind.Lasting)
                {
                    thrown++;
                }
            }

            faults.At = null;
            Assert.InRange((await app.Codes.GetStatusAsync(account)).Anonymous.Failures, answered, answered + thrown);
            Assert.Equal(9, answered + thrown);
        }
    }

    // Codes of 120 bits: no slow hash, nothing counted, so that all the work is the store's.
    private static RecoveryApp Strong(string database, RootKey rootKey, Action<DbContextOptionsBuilder>? more = null, Action<IServiceCollection>? services = null) => new(
        builder => builder.UseEntityFrameworkCore(db =>
        {
            db.Use(database);
            more?.Invoke(db);
        }),
        rootKey,
        options => options.BackupCodeFormat = "crockford32:5-5-5-5-5:check",
        services);

    /// <summary>All applications redeem each code at once; whoever met a fault asks again with its key, as a person would.</summary>
    private static async Task<(int Doubles, int None)> RaceAsync(string database, RootKey rootKey, RecoveryApp[] apps, int accounts)
    {
        int doubles = 0;
        int none = 0;
        await using RecoveryApp calm = Strong(database, rootKey);
        await Parallel.ForEachAsync(Enumerable.Range(0, accounts), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, cancellationToken) =>
        {
            AccountId account = new($"account-{number}");
            string[] codes = await IssueAsync(calm, account);
            foreach (string code in codes)
            {
                bool[] granted = await Task.WhenAll(apps.Select((app, racer) => Task.Run(() => RedeemAsync(app, account, code, new Caller { Session = $"{racer}", IdempotencyKey = code }))));
                int grants = granted.Count(grant => grant);
                Interlocked.Add(ref doubles, grants > 1 ? 1 : 0);
                Interlocked.Add(ref none, grants == 0 ? 1 : 0);
            }

            Assert.Equal(0, (await calm.Codes.GetStatusAsync(account, cancellationToken)).Remaining);
        });
        foreach (RecoveryApp app in apps)
        {
            await app.DisposeAsync();
        }

        return (doubles, none);
    }

    private static async Task<bool> RedeemAsync(RecoveryApp app, AccountId account, string code, Caller caller)
    {
        while (true)
        {
            try
            {
                RedeemOutcome outcome = await app.RedeemAsync(account, code, caller);
                if (outcome is not RedeemOutcome.Busy)
                {
                    return outcome is RedeemOutcome.Redeemed;
                }
            }
            catch (Exception fault) when (DatabaseFaults.IsOfDatabase(fault))
            {
                await Task.Yield();
            }
        }
    }

    private static async Task<string[]> IssueAsync(RecoveryApp app, AccountId account)
    {
        while (true)
        {
            try
            {
                return await app.IssueAsync(account);
            }
            catch (Exception fault) when (DatabaseFaults.IsOfDatabase(fault))
            {
                await Task.Yield();
            }
        }
    }

    // Returns when the server has ended it, so that the statement that follows meets no connection.
    private static async Task EndAsync(string database, NpgsqlConnection connection) =>
        await (database + ";Application Name=killer").AskAsync(FormattableString.Invariant($"SELECT pg_terminate_backend({connection.ProcessID}, 10000)"));
}
