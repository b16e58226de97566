using System.Security.Cryptography;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>A7: one statement in five meets a fault before it, one in five after it, and the table is what a model says.</summary>
public sealed class FaultLaws(DatabaseFixture databases)
{
    private const int Walkers = 8;
    private const int AccountsEach = 3;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql, Traits = ["Category", "Slow"])]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead, Traits = ["Category", "Slow"])]
    public async Task A7_After_any_faults_the_table_is_what_the_answers_say(DatabaseKind kind)
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(kind));
        FaultInjector faults = OneInFive();
        await using RecoveryApp app = RecoveryApp.On(database, db => db.AddInterceptors(faults));

        (int wrong, int thrown) = await WalkAsync(app.Store, database, faults, FullRun.Or(150, 10_000));

        Assert.Equal(0, wrong);
        TestContext.Current.SendDiagnosticMessage($"{kind}: {thrown} calls ended with a fault.");
    }

    /// <summary>One fault in each: a write whose reply is lost, and one that expects a wrong revision and is refused for another reason first.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A7_A_store_that_only_tries_again_is_caught(DatabaseKind kind)
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(kind));
        var faults = new FaultInjector();
        await using RecoveryApp app = RecoveryApp.On(database, db => db.AddInterceptors(faults));

        Assert.Equal((true, true), await MeetAsync(new AccountId("alice"), app.Store));
        Assert.Equal((false, true), await MeetAsync(new AccountId("bob"), new PlainRetryStore(database, faults, afterFault: false)));
        Assert.Equal((true, false), await MeetAsync(new AccountId("carol"), new PlainRetryStore(database, faults, afterFault: true)));

        async Task<(bool LostReply, bool Refused)> MeetAsync(AccountId account, IRecoveryStore store)
        {
            faults.At = null;
            Assert.True(await new Call(Expected: null, Next: 1).RunAsync(store, account));
            faults.Once("UPDATE", FaultInjector.Moment.After, () => Task.FromResult(FaultInjector.LostConnection()));
            bool lostReply = await FitsAsync(new Call(Expected: 1, Next: 2), stored: 1);
            faults.Once("UPDATE", FaultInjector.Moment.Before, () => Task.FromResult(FaultInjector.Refusal(0)));
            return (lostReply, await FitsAsync(new Call(Expected: 1, Next: 3), stored: 2));

            async Task<bool> FitsAsync(Call call, long stored) =>
                call.Fits(await call.RunAsync(store, account), stored, (await store.ReadAsync(account, CancellationToken.None))?.Revision.Value);
        }
    }

    internal static FaultInjector OneInFive() => new()
    {
        At = (moment, _) => (moment, RandomNumberGenerator.GetInt32(5)) switch
        {
            (FaultInjector.Moment.Before, 0) => throw (RandomNumberGenerator.GetInt32(4) is var which and < 3 ? FaultInjector.Refusal(which) : FaultInjector.LostConnection()),
            (FaultInjector.Moment.After, 0) => throw FaultInjector.LostConnection(),
            _ => Task.CompletedTask,
        },
    };

    /// <summary>Random calls on accounts that nobody else writes to; the answers against a dictionary, and the table after each call that ended with a fault.</summary>
    private static async Task<(int Wrong, int Thrown)> WalkAsync(IRecoveryStore store, string database, FaultInjector faults, int calls)
    {
        int wrong = 0;
        int thrown = 0;
        await using RecoveryApp truth = RecoveryApp.On(database);
        await Parallel.ForAsync(0, Walkers, async (walker, cancellationToken) =>
        {
            var model = new Dictionary<AccountId, long>();
            for (int i = 0; i < calls / Walkers; i++)
            {
                AccountId account = new($"{walker}-{RandomNumberGenerator.GetInt32(AccountsEach)}");
                long? stored = model.TryGetValue(account, out long known) ? known : null;
                Call call = Draw(stored);
                bool? answer = null;
                try
                {
                    answer = await call.RunAsync(store, account);
                }
                catch (Exception fault) when (DatabaseFaults.KindOf(fault) == FaultKind.InDoubt || DatabaseFaults.KindOf(fault) == FaultKind.Refused)
                {
                    Interlocked.Increment(ref thrown);
                }

                long? now = (await truth.Store.ReadAsync(account, CancellationToken.None))?.Revision.Value;
                Interlocked.Add(ref wrong, call.Fits(answer, stored, now) ? 0 : 1);
                _ = now is { } revision ? (model[account] = revision) > long.MinValue : model.Remove(account);
            }
        });
        Assert.True(faults.Statements > calls, "Faults were met.");
        return (wrong, thrown);
    }

    private static Call Draw(long? stored)
    {
        long fresh = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        return (RandomNumberGenerator.GetInt32(6), stored) switch
        {
            (0, { } revision) => new Call(revision, Next: null),
            (1, _) => new Call(fresh ^ 1, Next: null),
            (2, _) => new Call(fresh ^ 1, fresh),
            (3, _) => new Call(Expected: null, fresh),
            (_, _) => new Call(stored, fresh),
        };
    }

    /// <summary>A write, or a delete when there is nothing next.</summary>
    private sealed record Call(long? Expected, long? Next)
    {
        internal ValueTask<bool> RunAsync(IRecoveryStore store, AccountId account) => Next is { } next
            ? store.TryWriteAsync(account, Expected is { } it ? new Revision(it) : null, new StoredRecord(new Revision(next), Instant.FromUnixTimeTicks(0), BitConverter.GetBytes(next)), CancellationToken.None)
            : store.TryDeleteAsync(account, new Revision(Expected!.Value), CancellationToken.None);

        /// <summary>Whether an answer, null for a fault, goes with what stood before and what stands now.</summary>
        internal bool Fits(bool? answer, long? stored, long? now) => answer switch
        {
            // A delete that met a fault and then finds nothing: gone, whoever it was.
            true => now == Next && (Expected == stored || (Next is null && stored is null)),
            false => Expected != stored && now == stored,
            null => now == stored || (Expected == stored && now == Next),
        };
    }
}
