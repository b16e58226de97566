using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>One user type whose codes are kept by account recovery.</summary>
internal abstract class IdentityUse
{
    internal abstract string UserType { get; }

    internal abstract bool HasPrefix { get; }

    /// <exception cref="InvalidOperationException">A manager class of the application does not derive from the
    /// library's class. The message says from which class it must derive.</exception>
    internal abstract void Check(IServiceProvider scope, IServiceProviderIsService known);

    /// <summary>Imports the old codes of every user of this type.</summary>
    internal abstract IAsyncEnumerable<RecoveryCodeMigrationStep> MigrateAsync(CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class IdentityUse<TUser>(IServiceScopeFactory scopes, IOptions<RecoveryIdentityOptions<TUser>> options) : IdentityUse
    where TUser : class
{
    internal override string UserType => typeof(TUser).Name;

    internal override bool HasPrefix => options.Value.AccountPrefix is not null;

    internal override void Check(IServiceProvider scope, IServiceProviderIsService known)
    {
        Check<UserManager<TUser>, RecoveryUserManager<TUser>>(scope, nameof(UserManager<>), nameof(RecoveryUserManager<>));
        if (known.IsService(typeof(SignInManager<TUser>)))
        {
            Check<SignInManager<TUser>, RecoverySignInManager<TUser>>(scope, nameof(SignInManager<>), nameof(RecoverySignInManager<>));
        }
    }

    internal override IAsyncEnumerable<RecoveryCodeMigrationStep> MigrateAsync(CancellationToken cancellationToken) => new RecoveryCodeMigration<TUser>(scopes).RunAsync(cancellationToken);

    private static void Check<TStock, TOurs>(IServiceProvider scope, string stock, string ours)
        where TStock : class
        where TOurs : TStock
    {
        Type registered = scope.GetRequiredService<TStock>().GetType();
        if (!registered.IsAssignableTo(typeof(TOurs)))
        {
            string user = typeof(TUser).Name;
            throw new InvalidOperationException(registered == typeof(TStock)
                ? $"The stock {stock}<{user}> was registered after UseAccountRecovery(): call UseAccountRecovery() last on the Identity builder, after AddSignInManager(), AddApiEndpoints() and AddDefaultUI()."
                : $"{registered.Name} must derive from {ours}<{user}> instead of {stock}<{user}>, or recovery codes would stay in clear text.");
        }
    }
}
