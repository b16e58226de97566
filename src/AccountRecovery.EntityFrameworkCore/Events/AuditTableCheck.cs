using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Reports at the start, together with all other failures, that the audit table has no database.</summary>
internal sealed class AuditTableCheck(IServiceProvider services) : IValidateOptions<AccountRecoveryOptions>
{
    internal const string Lacking =
        $"{nameof(AccountRecoveryAuditExtensions.UseAuditTable)}() needs a database: call {nameof(AccountRecoveryDatabaseExtensions.UseEntityFrameworkCore)}(...) on the same builder, before or after it.";

    public ValidateOptionsResult Validate(string? name, AccountRecoveryOptions options) =>
        services.GetService<IServiceProviderIsService>()?.IsService(typeof(RecoveryDatabase)) == false ? ValidateOptionsResult.Fail(Lacking) : ValidateOptionsResult.Success;
}
