using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>
/// Checks, before the first request, that Identity really uses account recovery. Without the check, a mistake
/// in the setup would leave codes in clear text unnoticed.
/// </summary>
internal sealed class IdentityStart(IServiceScopeFactory scopes, IEnumerable<IdentityUse> uses, IServiceProviderIsService known, IOptions<AccountRecoveryOptions> options)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Check();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="InvalidOperationException">Identity does not use account recovery correctly. The message says what to do.</exception>
    internal void Check()
    {
        if (!known.IsService(typeof(IBackupCodes)))
        {
            throw new InvalidOperationException("UseAccountRecovery() needs account recovery itself: call services.AddAccountRecovery(...) and choose a store.");
        }

        if (!known.IsService(typeof(IRecoveryStore)))
        {
            throw new InvalidOperationException("Account recovery has no store: call UseEntityFrameworkCore(...) or another Use...() on the builder that AddAccountRecovery() gives.");
        }

        if (options.Value.ConfirmBackupCodes)
        {
            throw new InvalidOperationException($"{nameof(AccountRecoveryOptions.ConfirmBackupCodes)} is on, but Identity's pages never ask to type a code back: switch it off.");
        }

        // Two users of different types may have the same id.
        IdentityUse[] all = [.. uses];
        if (all.Length > 1 && all.FirstOrDefault(use => !use.HasPrefix) is { } bare)
        {
            throw new InvalidOperationException($"Several user types keep recovery codes: give each a prefix of its own, UseAccountRecovery<{bare.UserType}>(options => options.AccountPrefix = ...).");
        }

        using IServiceScope scope = scopes.CreateScope();
        foreach (IdentityUse use in all)
        {
            use.Check(scope.ServiceProvider, known);
        }
    }
}
