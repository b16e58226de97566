using AccountRecovery.Databases;
using Microsoft.Data.Sqlite;

namespace AccountRecovery;

public sealed class NoPlaintextAtRestTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task C7_No_code_and_no_address_is_in_the_files_of_SQLite_or_in_the_logs(bool beyondGuessing)
    {
        using var files = new SqliteFolder();
        await using RealDatabase database = await RealDatabase.OpenAsync(files.CreateDatabase(), files);
        await using var scenario = new FullScenario(database, beyondGuessing);
        string file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;

        // While somebody is connected, the log of SQLite stays as it is.
        await using var held = new SqliteConnection(database.ConnectionString);
        await held.OpenAsync(TestContext.Current.CancellationToken);
        await scenario.RunAsync();
        await CheckAsync(scenario, new Dictionary<string, Func<Task<string>>>
        {
            ["log"] = () => Task.FromResult(scenario.Logged),
            ["telemetry"] = () => Task.FromResult(scenario.Telemetry),
            ["write-ahead log"] = () => ReadAsync(file + "-wal"),
            ["database"] = async () =>
            {
                await database.ConnectionString.ExecuteAsync("PRAGMA wal_checkpoint(FULL)");
                return await ReadAsync(file);
            },
        });
        Assert.Null(new SecretSearch(scenario.Codes.Concat(FullScenario.Addresses)).FirstIn(await ReadAsync(file + "-shm")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Category", "Slow")]
    public async Task C7_Nor_in_the_files_of_PostgreSQL_its_write_ahead_log_its_dump_or_its_own_log(bool beyondGuessing)
    {
        // A server of its own: the others' would have the databases of all other tests in it.
        await using var servers = new PostgreSqlFixture();
        PostgreSqlServer server = await servers.StartAsync();
        await using RealDatabase database = await RealDatabase.OpenAsync(await server.CreateDatabaseAsync());
        await database.ConnectionString.ExecuteAsync("ALTER SYSTEM SET log_statement = 'all'");
        await database.ConnectionString.ExecuteAsync("SELECT pg_reload_conf()");
        await using var scenario = new FullScenario(database, beyondGuessing);
        await scenario.RunAsync();
        await CheckAsync(scenario, new Dictionary<string, Func<Task<string>>>
        {
            ["log"] = () => Task.FromResult(scenario.Logged),
            ["telemetry"] = () => Task.FromResult(scenario.Telemetry),
            ["write-ahead log"] = () => ReadAllAsync(Path.Combine(server.DataFolder, "pg_wal")),
            ["database"] = async () =>
            {
                await database.ConnectionString.ExecuteAsync("CHECKPOINT");
                return await ReadAllAsync(Path.Combine(server.DataFolder, "base"));
            },
            ["dump"] = () => server.DumpAsync(database.ConnectionString),
            ["server's log"] = () => ReadAsync(server.LogFile),
        });
        Assert.Null(new SecretSearch(scenario.Codes.Concat(FullScenario.Addresses)).FirstIn(await ReadAllAsync(server.DataFolder, except: ["base", "pg_wal"])));
        Assert.Contains("account_recovery_events", await ReadAsync(server.LogFile), StringComparison.Ordinal);
    }

    private static async Task CheckAsync(FullScenario scenario, Dictionary<string, Func<Task<string>>> places)
    {
        var search = new SecretSearch(scenario.Codes.Concat(FullScenario.Addresses));
        foreach ((string name, Func<Task<string>> read) in places)
        {
            string place = await read();
            Assert.True(place.Length > 1_000, $"The {name} has {place.Length} bytes.");
            Assert.True(search.FirstIn(place) is null, $"The {name} has a secret: {search.FirstIn(place)}");
        }

        // And it would have been found.
        string canary = scenario.Codes[^1];
        await scenario.PlantAsync(canary);
        foreach ((string name, Func<Task<string>> read) in places)
        {
            Assert.True(search.FirstIn(await read()) is not null, $"The {name} does not have the planted code.");
        }
    }

    private static async Task<string> ReadAllAsync(string folder, params string[] except)
    {
        IEnumerable<string> files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !except.Contains(Path.GetRelativePath(folder, file).Split('/')[0], StringComparer.Ordinal));
        return string.Join('\n', await Task.WhenAll(files.Select(ReadAsync)));
    }

    private static async Task<string> ReadAsync(string file)
    {
        try
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(open, System.Text.Encoding.Latin1);
            return await reader.ReadToEndAsync();
        }
        catch (FileNotFoundException)
        {
            // The server removes files as it works.
            return string.Empty;
        }
    }
}
