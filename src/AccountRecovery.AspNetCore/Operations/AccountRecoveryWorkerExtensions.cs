using AccountRecovery;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Has due work done while the application runs.</summary>
public static class AccountRecoveryWorkerExtensions
{
    /// <summary>
    /// Calls <see cref="IDueWork.RunAsync"/> every minute or so, from every machine that runs the application: ends what has run out, and delivers what a crash left
    /// behind. Called twice, there is one worker, with the settings of both calls, the later one winning.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options; null for the defaults, or for what <see cref="DueWorkerOptions"/> is bound to elsewhere.</param>
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

    // Not one that keeps an exception: what could not be made now may be made in a minute.
    private static Lazy<IDueWork> Work(IServiceProvider provider) => new(provider.GetRequiredService<IDueWork>, LazyThreadSafetyMode.PublicationOnly);
}
