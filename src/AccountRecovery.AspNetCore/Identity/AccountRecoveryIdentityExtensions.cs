using System.Reflection;
using AccountRecovery;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives ASP.NET Core Identity recovery codes that are hashed, work once, and have a limit of attempts. This library calls them backup codes.</summary>
public static class AccountRecoveryIdentityExtensions
{
    // The format that Identity has used since 2022, and the format before: the first eight digits of a Guid.
    private static readonly string[] OldFormats = ["23456789BCDFGHJKMNPQRTVWXY:5-5", "0123456789abcdef:8"];

    private static readonly MethodInfo Generic = typeof(AccountRecoveryIdentityExtensions).GetMethods()
        .Single(method => method is { Name: nameof(UseAccountRecovery), IsGenericMethodDefinition: true });

    /// <summary>
    /// Makes account recovery store and check the recovery codes of the application's users. Call this method
    /// last on the Identity builder, and <c>AddAccountRecovery()</c> on the services.
    /// </summary>
    /// <remarks>
    /// The members of <see cref="UserManager{TUser}"/> and <see cref="SignInManager{TUser}"/> keep their signatures and meaning, so that pages and endpoints need
    /// no change. A user's old codes, stored in clear text, are imported when the user first needs them. A manager class of the application must derive from
    /// <see cref="RecoveryUserManager{TUser}"/> or <see cref="RecoverySignInManager{TUser}"/>; if it does not, the host reports this at its start.
    /// </remarks>
    /// <param name="builder">The Identity builder.</param>
    /// <returns>The same builder.</returns>
    public static IdentityBuilder UseAccountRecovery(this IdentityBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Type configure = typeof(Action<>).MakeGenericType(typeof(RecoveryIdentityOptions<>).MakeGenericType(builder.UserType));
        Delegate nothing = Delegate.CreateDelegate(configure, typeof(AccountRecoveryIdentityExtensions).GetMethod(nameof(Nothing), BindingFlags.NonPublic | BindingFlags.Static)!);
        return (IdentityBuilder)Generic.MakeGenericMethod(builder.UserType).Invoke(null, [builder, nothing])!;
    }

    /// <summary>
    /// Makes account recovery store and check the recovery codes of the application's users, with settings
    /// for tenants or for several user types in one application.
    /// </summary>
    /// <typeparam name="TUser">The user type of the builder.</typeparam>
    /// <param name="builder">The Identity builder.</param>
    /// <param name="configure">The settings.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The builder is for another user type.</exception>
    public static IdentityBuilder UseAccountRecovery<TUser>(this IdentityBuilder builder, Action<RecoveryIdentityOptions<TUser>> configure)
        where TUser : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        if (builder.UserType != typeof(TUser))
        {
            throw new ArgumentException($"The builder is for {builder.UserType.Name}, not for {typeof(TUser).Name}.", nameof(builder));
        }

        IServiceCollection services = builder.Services;
        services.Configure(configure);
        services.PostConfigure<AccountRecoveryOptions>(options =>
        {
            foreach (string format in OldFormats.Except(options.ImportFormats))
            {
                options.ImportFormats.Add(format);
            }
        });
        ReplaceStock<UserManager<TUser>, RecoveryUserManager<TUser>>(services);
        ReplaceStock<SignInManager<TUser>, RecoverySignInManager<TUser>>(services);
        services.TryAddSingleton<OldRecoveryCodes<TUser>>();
        services.TryAddSingleton<IdentityCodes<TUser>>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IdentityUse, IdentityUse<TUser>>());
        services.TryAddSingleton<IdentityStart>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, IdentityStart>(provider => provider.GetRequiredService<IdentityStart>()));
        return builder;
    }

    private static void Nothing(object options)
    {
    }

    // A manager class of the application stays registered. Whether it derives from the library's class is checked when the host starts.
    private static void ReplaceStock<TStock, TOurs>(IServiceCollection services)
        where TStock : class
        where TOurs : class, TStock
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(TStock)) is { ImplementationType: { } registered } && registered == typeof(TStock))
        {
            services.Replace(ServiceDescriptor.Scoped<TStock, TOurs>());
        }
    }
}
