using AccountRecovery;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Tells the host's health checks how account recovery is.</summary>
public static class AccountRecoveryHealthChecksExtensions
{
    /// <summary>The name of the check in a health report.</summary>
    public const string CheckName = "account_recovery";

    /// <summary>
    /// Adds a check that is unhealthy when the store cannot be read or a clock is suspect, and degraded when due work lags or every hashing lane is taken with its
    /// queue full. One cheap question to the store, within a bounded time. Calling it twice adds one check.
    /// </summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="configure">Sets options; null for the defaults, or for what <see cref="RecoveryHealthOptions"/> is bound to elsewhere.</param>
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

    // One registration, however often it is asked for: two of one name stop the host's health checks altogether.
    private sealed class Registration : IConfigureOptions<HealthCheckServiceOptions>
    {
        public void Configure(HealthCheckServiceOptions options) => options.Registrations.Add(
            new HealthCheckRegistration(CheckName, provider => provider.GetRequiredService<RecoveryHealthCheck>(), failureStatus: null, tags: null));
    }
}
