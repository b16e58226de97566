using AccountRecovery;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps an audit of what happened in the database.</summary>
public static class AccountRecoveryAuditExtensions
{
    /// <summary>
    /// Appends every event to the table <c>account_recovery_events</c>, once, however often it is delivered, and adds <see cref="IRecoveryAudit"/> to read
    /// and prune it. The table grows until it is pruned. Needs <c>UseEntityFrameworkCore</c> on the same builder, before or after.
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
