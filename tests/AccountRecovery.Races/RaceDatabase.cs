using AccountRecovery.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AccountRecovery.Races;

/// <summary>A database for one race, with the tables made; and an application of this process that looks into it.</summary>
internal sealed class RaceDatabase : IAsyncDisposable
{
    private readonly string _folder;

    private RaceDatabase(Setup setup, string folder)
    {
        Setup = setup;
        _folder = folder;
        Examiner = new Application(setup, _ => { });
    }

    /// <summary>Broken on purpose: writes that look at no revision; and so many processes have all decided on the same state before the first of them writes.</summary>
    internal Setup Unguarded(int processes) => Setup with { Twist = Twist.Unguarded, Meets = new Meeting(Directory.CreateDirectory(Path.Combine(_folder, "meeting")).FullName, processes) };

    /// <summary>A file of this database's folder; it is not there yet.</summary>
    internal string FileOf(string name) => Path.Combine(_folder, name);

    /// <summary>An application on this database, plain; a race changes what it is about.</summary>
    internal Setup Setup { get; }

    internal Application Examiner { get; }

    internal static async Task<RaceDatabase> CreateAsync(Engine engine, PostgreSqlServer? server, string? options = null)
    {
        string folder = Directory.CreateTempSubdirectory("recovery-race-").FullName;
        string connection = server is null
            ? new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "race.db") }.ConnectionString
            : new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync())
            {
                Options = engine == Engine.PostgreSqlRepeatableRead ? "-c default_transaction_isolation=repeatable\\ read" : options,
            }.ConnectionString;
        var database = new RaceDatabase(new Setup(engine, connection, RootKey.Generate().Reveal()) { OpenOnlyKey = RootKey.Generate().Reveal() }, folder);
        await database.Examiner.Services.MigrateAccountRecoveryAsync();
        return database;
    }

    internal async Task<AccountRecord> RecordAsync(string account) => await Examiner.ReadAsync(account) ?? throw new InvalidOperationException($"{account} has no record.");

    public async ValueTask DisposeAsync()
    {
        await Examiner.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
