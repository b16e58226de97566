using AccountRecovery;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps one budget of messages for all accounts and all machines in the database.</summary>
public static class AccountRecoverySendBudgetExtensions
{
    /// <summary>
    /// Counts what is sent in the table <c>account_recovery_sends</c> and stops it at limits for prefixes, countries, tenants and in total. Needs
    /// <c>UseEntityFrameworkCore</c> on the same builder, before or after. The last call decides.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets limits; null for the defaults, or for what <see cref="SendBudgetOptions"/> is bound to elsewhere.</param>
    /// <returns>The same builder.</returns>
    public static AccountRecoveryBuilder UseSendBudget(this AccountRecoveryBuilder builder, Action<SendBudgetOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;

        // An earlier call's limits are replaced, not joined.
        foreach (ServiceDescriptor earlier in services.Where(descriptor => !descriptor.IsKeyedService && descriptor.ImplementationInstance is Chosen).ToArray())
        {
            services.Remove(earlier);
        }

        services.AddSingleton<IConfigureOptions<SendBudgetOptions>>(new Chosen(configure));
        services.AddOptions<SendBudgetOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SendBudgetOptions>, SendBudgetValidator>());
        services.Replace(ServiceDescriptor.Singleton<ISendPolicy>(provider =>
        {
            var plan = new SendPlan(provider.GetRequiredService<IOptions<SendBudgetOptions>>().Value);
            return new SendBudget(provider.GetRequiredService<RecoveryDatabase>(), plan);
        }));
        return builder;
    }

    private sealed class Chosen(Action<SendBudgetOptions>? configure) : IConfigureOptions<SendBudgetOptions>
    {
        public void Configure(SendBudgetOptions options) => configure?.Invoke(options);
    }
}
