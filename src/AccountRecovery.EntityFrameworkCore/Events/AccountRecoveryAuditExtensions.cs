using AccountRecovery;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps an audit table of the events in the database.</summary>
public static class AccountRecoveryAuditExtensions
{
    /// <summary>
    /// Appends every event to the table <c>account_recovery_events</c> exactly once, however often it is delivered. Adds <see cref="IRecoveryAudit"/> to read
    /// and prune the table, which grows until it is pruned. Requires <c>UseEntityFrameworkCore</c> on the same builder, before or after.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    public static AccountRecoveryBuilder UseAuditTable(this AccountRecoveryBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IRecoveryEventSink, AuditSink>(provider => new AuditSink(Database(provider))));
        services.TryAddSingleton<IRecoveryAudit>(provider => new RecoveryAudit(Database(provider)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccountRecoveryOptions>, AuditTableCheck>());
        return builder;
    }

    private static RecoveryDatabase Database(IServiceProvider provider) =>
        provider.GetService<RecoveryDatabase>() ?? throw new InvalidOperationException(AuditTableCheck.Lacking);
}
