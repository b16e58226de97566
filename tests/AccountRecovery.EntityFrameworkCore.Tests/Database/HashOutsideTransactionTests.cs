using System.Data.Common;
using System.Globalization;
using AccountRecovery.Databases;

namespace AccountRecovery;

/// <summary>S13: while a slow hash runs, the server has no transaction of ours open and no lock.</summary>
public sealed class HashOutsideTransactionTests(DatabaseFixture databases)
{
    // Locks on anything but the transaction's own number and this very question.
    private const string Held = """
        SELECT (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL)
             + (SELECT count(*) FROM pg_locks WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid())
        """;

    private const string Idle = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'";

    [Fact]
    public async Task S13_During_a_hash_no_transaction_is_open_and_no_lock_is_held()
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(DatabaseKind.PostgreSql));
        await using RecoveryApp app = RecoveryApp.On(database);
        string[] codes = await app.IssueAsync(RecoveryApp.Alice);
        List<int> seen = [];
        app.Hasher.DuringHash = () => seen.Add(Count(database, Held));

        Assert.IsType<RedeemOutcome.Redeemed>(await app.RedeemAsync(RecoveryApp.Alice, codes[0]));
        Assert.Equal([0], seen);

        // And the question would see one.
        await using DbConnection connection = await database.OpenAsync();
        await using DbTransaction open = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("SELECT revision FROM account_recovery_records FOR UPDATE");
        Assert.True(Count(database, Held) > 1);
        Assert.Equal(1, Count(database, Idle));
    }

    [Fact]
    public async Task S13_Of_200_redemptions_of_one_account_at_once_none_waits_with_a_transaction_open()
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(DatabaseKind.PostgreSql));
        await using RecoveryApp app = RecoveryApp.On(database, configure: options => (options.FreeAttempts, options.HashingQueue) = (10, 512));
        string[] codes = await app.IssueAsync(RecoveryApp.Alice);
        int hashes = 0;
        int idle = 0;
        app.Hasher.DuringHash = () =>
        {
            Interlocked.Increment(ref hashes);
            Interlocked.Add(ref idle, Count(database, Idle));
        };

        RedeemOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(() => app.RedeemAsync(RecoveryApp.Alice, codes[number % codes.Length]))));

        Assert.True(outcomes.Count(outcome => outcome is RedeemOutcome.Redeemed) is >= 1 and <= 10);
        Assert.True(hashes >= 1);
        Assert.Equal(0, idle);
    }

    private static int Count(string database, string question) =>
        int.Parse(Task.Run(() => (database + ";Application Name=observer").AskAsync(question)).GetAwaiter().GetResult(), CultureInfo.InvariantCulture);
}
