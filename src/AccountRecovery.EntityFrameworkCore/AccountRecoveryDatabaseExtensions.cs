using AccountRecovery;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Stores the records of account recovery in a database, by EF Core.</summary>
public static class AccountRecoveryDatabaseExtensions
{
    private const string MigrationsTable = "account_recovery_migrations";

    /// <summary>
    /// Stores records in a SQLite or PostgreSQL database, by the library's own context. Create or upgrade the tables with
    /// <see cref="MigrateAccountRecoveryAsync"/>, or with the scripts in the package's folder <c>sql</c>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="db">Chooses the database: <c>db => db.UseSqlite(...)</c> or <c>db => db.UseNpgsql(...)</c>.</param>
    /// <returns>The same builder.</returns>
    public static AccountRecoveryBuilder UseEntityFrameworkCore(this AccountRecoveryBuilder builder, Action<DbContextOptionsBuilder> db)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(db);
        builder.Services.Replace(ServiceDescriptor.Singleton<IDbContextFactory<RecoveryDbContext>>(provider => new PooledDbContextFactory<RecoveryDbContext>(Options(provider, db))));
        return builder.UseContext(ownsTables: true, provider => new LentContext(provider.GetRequiredService<IDbContextFactory<RecoveryDbContext>>().CreateDbContext()));
    }

    /// <summary>
    /// Stores records by the host's own context. Its model must contain the tables, by
    /// <see cref="AccountRecoveryModelExtensions.UseAccountRecovery"/>, and its migrations create them.
    /// </summary>
    /// <remarks>Each call opens a separate scope, context and connection, so that the call is never part of a transaction of the host.</remarks>
    /// <typeparam name="TContext">The host's context, registered by <c>AddDbContext</c> or <c>AddDbContextPool</c>.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    public static AccountRecoveryBuilder UseEntityFrameworkCore<TContext>(this AccountRecoveryBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseContext(ownsTables: false, provider =>
        {
            AsyncServiceScope scope = provider.CreateAsyncScope();
            try
            {
                return new LentContext(scope.ServiceProvider.GetRequiredService<TContext>(), scope);
            }
            catch
            {
                // The caller has no reference to the scope yet, so that only this code can dispose it.
                scope.Dispose();
                throw;
            }
        });
    }

    /// <summary>
    /// Creates the tables, or upgrades the tables of an older version. Call it in a deployment, or at the start of an application that runs as a single process.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="cancellationToken">Stops the upgrade between two steps.</param>
    /// <returns>A task that completes when the tables are up to date for this version.</returns>
    /// <exception cref="InvalidOperationException">The tables are in the host's own model, so that the host's migrations must create them.</exception>
    public static async Task MigrateAccountRecoveryAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.GetService<DatabaseReadiness>() is not { OwnsTables: true })
        {
            throw new InvalidOperationException("The tables of account recovery are in the host's own context, or there is no database: use that context's migrations, or call UseEntityFrameworkCore(db => ...).");
        }

        await services.GetRequiredService<RecoveryDatabase>().RetryAsync((db, _) => SchemaUpgrade.RunAsync(db, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static AccountRecoveryBuilder UseContext(this AccountRecoveryBuilder builder, bool ownsTables, Func<IServiceProvider, LentContext> lend)
    {
        IServiceCollection services = builder.Services;
        services.Replace(ServiceDescriptor.Singleton(provider => new DatabaseReadiness(ownsTables, Logger<DatabaseReadiness>(provider))));
        services.Replace(ServiceDescriptor.Singleton(provider => new RecoveryDatabase(() => lend(provider), provider.GetRequiredService<DatabaseReadiness>())));
        services.Replace(ServiceDescriptor.Singleton<IRecoveryStore>(provider => Store(lend(provider), provider.GetRequiredService<RecoveryDatabase>())));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, DatabaseStart>(provider => new DatabaseStart(
            provider.GetRequiredService<IRecoveryStore>() is EntityFrameworkStore store ? store.Database : null, provider.GetRequiredService<IDueWork>(), Logger<DatabaseStart>(provider))));
        return builder;
    }

    private static EntityFrameworkStore Store(LentContext lent, RecoveryDatabase database)
    {
        using (lent)
        {
            return lent.Db.IsPostgreSql() ? new PostgreSqlStore(database) : new EntityFrameworkStore(database);
        }
    }

    // The context is not registered by AddDbContext, because the host's tools and services would then find one more context.
    private static DbContextOptions<RecoveryDbContext> Options(IServiceProvider provider, Action<DbContextOptionsBuilder> db)
    {
        var options = new DbContextOptionsBuilder<RecoveryDbContext>();
        options.UseApplicationServiceProvider(provider);
        db(options);

        // The library has its own migration history, beside the host's history in the same database.
        RelationalOptionsExtension chosen = RelationalOptionsExtension.Extract(options.Options).WithMigrationsHistoryTableName(MigrationsTable);
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(chosen);
        return options.AddInterceptors(new SqliteConnectionSettings()).Options;
    }

    private static ILogger<T> Logger<T>(IServiceProvider provider) =>
        provider.GetService<ILoggerFactory>() is { } factory ? factory.CreateLogger<T>() : NullLogger<T>.Instance;
}
