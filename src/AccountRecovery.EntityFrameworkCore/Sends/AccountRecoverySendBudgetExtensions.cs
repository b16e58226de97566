using AccountRecovery;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds one budget of messages for all accounts and all servers, counted in the database.</summary>
public static class AccountRecoverySendBudgetExtensions
{
    /// <summary>
    /// Counts the messages that are sent in the table <c>account_recovery_sends</c>, and stops further messages at limits for prefixes, countries, tenants and
    /// the total. Requires <c>UseEntityFrameworkCore</c> on the same builder, before or after. If the method is called several times, only the last call applies.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets limits; null to use the defaults, or the configuration to which <see cref="SendBudgetOptions"/> is bound elsewhere.</param>
    /// <returns>The same builder.</returns>
    public static AccountRecoveryBuilder UseSendBudget(this AccountRecoveryBuilder builder, Action<SendBudgetOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;

        // The limits of an earlier call are replaced, not extended.
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
