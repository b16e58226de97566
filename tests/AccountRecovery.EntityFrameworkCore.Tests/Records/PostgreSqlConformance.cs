namespace AccountRecovery;

public sealed class PostgreSqlConformance(DatabaseFixture databases) : StoreConformance(databases)
{
    protected override async Task<string> CreateAsync(DatabaseFixture databases) => await RecoveryApp.MigratedAsync(await databases.CreateAsync(DatabaseKind.PostgreSql));
}
