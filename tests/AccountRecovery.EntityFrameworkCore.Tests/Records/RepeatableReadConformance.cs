namespace AccountRecovery;

[Trait("Category", "Slow")]
public sealed class RepeatableReadConformance(DatabaseFixture databases) : StoreConformance(databases)
{
    protected override async Task<string> CreateAsync(DatabaseFixture databases) => await RecoveryApp.MigratedAsync(await databases.CreateAsync(DatabaseKind.PostgreSqlRepeatableRead));
}
