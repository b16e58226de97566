namespace AccountRecovery;

[Trait("Category", "Slow")]
public sealed class PostgreSqlShopConformance(DatabaseFixture databases) : StoreConformance(databases)
{
    protected override async Task<string> CreateAsync(DatabaseFixture databases) => await RecoveryApp.WithShopAsync(await databases.CreateAsync(DatabaseKind.PostgreSql));

    private protected override RecoveryApp Open(string database) => RecoveryApp.OnShop(database);
}
