namespace AccountRecovery;

public sealed class SqliteShopConformance(DatabaseFixture databases) : StoreConformance(databases)
{
    protected override async Task<string> CreateAsync(DatabaseFixture databases) => await RecoveryApp.WithShopAsync(await databases.CreateAsync(DatabaseKind.Sqlite));

    private protected override RecoveryApp Open(string database) => RecoveryApp.OnShop(database);
}
