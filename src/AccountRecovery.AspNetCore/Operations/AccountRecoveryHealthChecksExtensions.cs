using AccountRecovery;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a health check of account recovery to the host.</summary>
public static class AccountRecoveryHealthChecksExtensions
{
    /// <summary>The name of the check in a health report.</summary>
    public const string CheckName = "account_recovery";

    /// <summary>
    /// Adds a check that is unhealthy if the store cannot be read or a clock is suspect, and degraded if due work is late or all hashing lanes are in use and their
    /// queue is full. The check makes one cheap query to the store, with a time limit. Calling the method twice adds one check.
    /// </summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="configure">Sets options; null to use the defaults, or the configuration to which <see cref="RecoveryHealthOptions"/> is bound elsewhere.</param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddAccountRecovery(this IHealthChecksBuilder builder, Action<RecoveryHealthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddOptions<RecoveryHealthOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RecoveryHealthOptions>, RecoveryHealthValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HealthCheckServiceOptions>, Registration>());
        services.TryAddSingleton(provider => new RecoveryHealthCheck(
            provider.GetRequiredService<IRecoveryHealth>(),
            provider.GetRequiredService<IOptions<RecoveryHealthOptions>>().Value,
            provider.GetService<DueWorkerPulse>(),
            provider.GetRequiredService<IOptions<DueWorkerOptions>>().Value.Interval,
            HostTime.Of(provider)));
        return builder;
    }

    // The check is registered only once, however often the method is called, because two registrations with one name make all health checks of the host fail.
    private sealed class Registration : IConfigureOptions<HealthCheckServiceOptions>
    {
        public void Configure(HealthCheckServiceOptions options) => options.Registrations.Add(
            new HealthCheckRegistration(CheckName, provider => provider.GetRequiredService<RecoveryHealthCheck>(), failureStatus: null, tags: null));
    }
}
