using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>A host's own context with the tables in it, in a schema of the host's, and with retries of the host's where the provider has them.</summary>
internal sealed class OwnContext(DbContextOptions<OwnContext> options) : DbContext(options)
{
    internal static void Use(DbContextOptionsBuilder options, RealDatabase database)
    {
        if (database.IsPostgreSql)
        {
            options.UseNpgsql(database.ConnectionString, provider => provider.EnableRetryOnFailure());
        }
        else
        {
            database.Use(options);
        }
    }

    internal static async Task CreateTablesAsync(IServiceProvider services)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        OwnContext db = scope.ServiceProvider.GetRequiredService<OwnContext>();
        if (db.IsPostgreSql())
        {
            await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        // SQLite has no schemas; there the tables that were made before will do.
        modelBuilder.HasDefaultSchema(this.IsPostgreSql() ? "host" : null);
        modelBuilder.UseAccountRecovery();
    }
}
