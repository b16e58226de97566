using AccountRecovery.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>The model, its snapshot, the migrations and what they make of a database say the same.</summary>
public sealed class ModelTests(DatabaseFixture databases)
{
    private static readonly string[] Tables = [EventTable.Name, RecordTable.Name, SendCountTable.Name];

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task The_snapshot_is_the_model(DatabaseKind kind)
    {
        await using RecoveryDbContext db = RecoveryApp.Context(await databases.CreateAsync(kind));

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task The_migrations_make_what_the_model_says(DatabaseKind kind)
    {
        string migrated = await RecoveryApp.MigratedAsync(await databases.CreateAsync(kind));
        string created = await databases.CreateAsync(kind);
        await using RecoveryDbContext db = RecoveryApp.Context(created);
        await db.Database.EnsureCreatedAsync();

        Assert.NotEmpty(await SchemaText.ReadAsync(created));
        Assert.Equal(await SchemaText.ReadAsync(created), await SchemaText.ReadAsync(migrated));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_migration_of_the_host_makes_the_tables_beside_its_own(DatabaseKind kind)
    {
        await using RecoveryApp app = RecoveryApp.OnShop(await databases.CreateAsync(kind));
        await using AsyncServiceScope scope = app.Provider.CreateAsyncScope();
        ShopContext shop = scope.ServiceProvider.GetRequiredService<ShopContext>();
        IRelationalModel model = shop.GetService<IDesignTimeModel>().Model.GetRelationalModel();

        IReadOnlyList<MigrationOperation> first = shop.GetService<IMigrationsModelDiffer>().GetDifferences(null, model);

        Assert.Equal(["Orders", .. Tables], first.OfType<CreateTableOperation>().Select(table => table.Name).Order(StringComparer.Ordinal));
        Assert.All(first.OfType<CreateTableOperation>(), table => Assert.Equal("shop", table.Schema));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_migration_can_be_taken_back(DatabaseKind kind)
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(kind));
        await using RecoveryDbContext db = RecoveryApp.Context(database);
        IMigrationsAssembly migrations = db.GetService<IMigrationsAssembly>();

        foreach (System.Reflection.TypeInfo type in migrations.Migrations.Values.Reverse())
        {
            Migration migration = migrations.CreateMigration(type, db.Database.ProviderName!);
            foreach (MigrationCommand command in db.GetService<IMigrationsSqlGenerator>().Generate(migration.DownOperations))
            {
                await database.ExecuteAsync(command.CommandText);
            }
        }

        Assert.Empty(await SchemaText.ReadAsync(database));
    }
}
