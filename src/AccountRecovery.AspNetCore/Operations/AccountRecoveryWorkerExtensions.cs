using AccountRecovery;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a background worker that does due work while the application runs.</summary>
public static class AccountRecoveryWorkerExtensions
{
    /// <summary>
    /// Adds a worker that calls <see cref="IDueWork.RunAsync"/> about every minute, on every server that runs the application. Due
    /// work ends expired items and delivers the events and messages that a crash left undelivered. If the method is called twice, one
    /// worker runs with the settings of both calls; where they conflict, the later call wins.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options; null to use the defaults, or the configuration to which <see cref="DueWorkerOptions"/> is bound elsewhere.</param>
    /// <returns>The same builder.</returns>
    public static AccountRecoveryBuilder AddDueWorker(this AccountRecoveryBuilder builder, Action<DueWorkerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddOptions<DueWorkerOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DueWorkerOptions>, DueWorkerValidator>());
        services.TryAddSingleton(provider => new DueWorkerPulse(HostTime.Of(provider)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, DueWorker>(provider => new DueWorker(
            Work(provider),
            provider.GetRequiredService<IOptions<DueWorkerOptions>>(),
            provider.GetRequiredService<DueWorkerPulse>(),
            HostTime.Of(provider),
            provider.GetService<ILoggerFactory>()?.CreateLogger<DueWorker>() ?? NullLogger<DueWorker>.Instance)));
        return builder;
    }

    // PublicationOnly, because such a Lazy does not keep an exception: due work that cannot be created now can perhaps be created a minute later.
    private static Lazy<IDueWork> Work(IServiceProvider provider) => new(provider.GetRequiredService<IDueWork>, LazyThreadSafetyMode.PublicationOnly);
}
