using AccountRecovery.Databases;

namespace AccountRecovery.Races;

/// <summary>While codes are hashed, the database has nothing of ours open: asked of the server, not of the library.</summary>
public sealed class OpenTransactionTests(RaceTrack track)
{
    private const int Processes = 4;
    private const int Requests = 200;

    // As many as may be charged at once.
    private const int Charged = 10;
    private const string Alice = "alice";

    // Whatever another session of this database holds: a transaction, or a lock on a row, a table or a transaction.
    private const string Held = """
        SELECT (SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND (xact_start IS NOT NULL OR state LIKE 'idle in transaction%'))
             + (SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend')
        """;

    [Fact]
    public async Task S13_While_hashes_run_no_transaction_is_open_and_no_lock_is_held()
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(Engine.PostgreSqlReadCommitted);
        await using Crew crew = track.Crew(Processes);
        await HoldAsync(database, crew, HashStop.Held);

        // All others have their answers, so whatever is open now is open for the sake of a hash.
        await Eventually.HoldsAsync("all others are answered", () => Task.FromResult(crew.Workers.Sum(worker => worker.Answers.Count) == Requests - Charged));
        await Eventually.HoldsAsync("nothing is open while hashes run", async () => await HeldAsync(database) == "0");
        Assert.Equal(Charged, (await database.RecordAsync(Alice)).BackupCodes.Budgets.Anonymous.InFlight.Length);

        await ReleaseAsync(crew);
        Answer[] answers = [.. crew.Workers.SelectMany(worker => worker.Answers).Select(told => told.Answer)];
        Assert.Equal(Requests - Charged, answers.Count(answer => answer.Kind == nameof(RedeemOutcome.Paused)));
        Assert.Equal(Charged, answers.Count(answer => answer.IsGrant || answer.Why == nameof(Refusal.AlreadySpent)));
        Assert.Equal(answers.Count(answer => answer.IsGrant), Charged - (await database.RecordAsync(Alice)).BackupCodes.Live!.Remaining);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task S13_A_hash_within_a_transaction_is_caught()
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(Engine.PostgreSqlReadCommitted);
        await using Crew crew = track.Crew(Processes);
        await HoldAsync(database, crew, HashStop.HeldInTransaction);

        Assert.NotEqual("0", await HeldAsync(database));

        await ReleaseAsync(crew);
    }

    private static Task ReleaseAsync(Crew crew)
    {
        crew.Workers.ToList().ForEach(worker => worker.Send(new Command.Release()));
        return Task.WhenAll(crew.Workers.Select(worker => worker.ReceiveAsync<Report.Finished>()));
    }

    /// <summary>Two hundred redemptions at once of one account; comes back when hashes stand still in the middle.</summary>
    private static async Task HoldAsync(RaceDatabase database, Crew crew, HashStop stop)
    {
        Setup setup = database.Setup with { Format = Setup.ShortFormat, FreeAttempts = Charged };
        await crew.OpenAsync(setup);
        string[] codes = (await crew.IssueAsync([Alice]))[0];
        await crew.OpenAsync(setup with { Stop = stop });
        await crew.StartAsync(
            worker => [.. Enumerable.Range(0, Requests / Processes).Select(i => new Call(Verb.Redeem, Alice) { Typed = codes[((i * Processes) + worker) % codes.Length] })],
            parallel: Requests / Processes,
            streams: true);
        await Task.WhenAny(crew.Workers.Select(worker => worker.Hashing.WaitAsync()));
    }

    private static Task<string> HeldAsync(RaceDatabase database) => database.Setup.ConnectionString.AskAsync(Held);
}
