namespace AccountRecovery;

/// <summary>On tables that the scripts for a DBA have made, and nothing else.</summary>
public sealed class SqliteConformance(DatabaseFixture databases) : StoreConformance(databases)
{
    protected override async Task<string> CreateAsync(DatabaseFixture databases) => await ScriptTests.ScriptedAsync(databases, DatabaseKind.Sqlite);
}
