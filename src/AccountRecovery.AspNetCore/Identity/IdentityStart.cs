using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Looks, before the first request, whether Identity really uses account recovery: a mistake here would leave codes in clear text unseen.</summary>
internal sealed class IdentityStart(IServiceScopeFactory scopes, IEnumerable<IdentityUse> uses, IServiceProviderIsService known) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            Check(scope.ServiceProvider, [.. uses]);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Check(IServiceProvider scope, IdentityUse[] all)
    {
        if (!known.IsService(typeof(IBackupCodes)))
        {
            throw new InvalidOperationException("UseAccountRecovery() needs account recovery itself: call services.AddAccountRecovery(...) and choose a store.");
        }

        if (!known.IsService(typeof(IRecoveryStore)))
        {
            throw new InvalidOperationException("Account recovery has no store: call UseEntityFrameworkCore(...) or another Use...() on the builder that AddAccountRecovery() gives.");
        }

        if (scope.GetRequiredService<IOptions<AccountRecoveryOptions>>().Value.ConfirmBackupCodes)
        {
            throw new InvalidOperationException($"{nameof(AccountRecoveryOptions.ConfirmBackupCodes)} is on, but Identity's pages never ask to type a code back: switch it off.");
        }

        // Two users of two types may have the same id.
        if (all.Length > 1 && all.FirstOrDefault(use => !use.HasPrefix) is { } bare)
        {
            throw new InvalidOperationException($"Several user types keep recovery codes: give each a prefix of its own, UseAccountRecovery<{bare.UserType}>(options => options.AccountPrefix = ...).");
        }

        foreach (IdentityUse use in all)
        {
            use.Check(scope, known);
        }
    }
}
