using Microsoft.Data.Sqlite;

namespace AccountRecovery.Databases;

/// <summary>A temporary folder for databases of SQLite; disposing it removes them.</summary>
public sealed class SqliteFolder : IDisposable
{
    private int _databases;

    /// <summary>Where the files are.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("recovery-sqlite-").FullName;

    /// <summary>A database whose file does not exist yet.</summary>
    /// <returns>How to connect to it.</returns>
    public string CreateDatabase() =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(Folder, $"recovery-{Interlocked.Increment(ref _databases)}.db") }.ConnectionString;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // Another test still has its file open; the system clears its temporary folder.
        }
    }
}
