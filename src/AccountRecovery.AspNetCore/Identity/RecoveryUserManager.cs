using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>The user manager whose recovery codes are backup codes of account recovery. A manager of the application's own derives from it instead of <see cref="UserManager{TUser}"/>.</summary>
/// <typeparam name="TUser">The user type.</typeparam>
public class RecoveryUserManager<TUser> : UserManager<TUser>
    where TUser : class
{
    private readonly IdentityCodes<TUser> _codes;

    /// <summary>Has the parameters of the stock manager.</summary>
    /// <param name="store">The user store.</param>
    /// <param name="optionsAccessor">Identity's options.</param>
    /// <param name="passwordHasher">The password hasher.</param>
    /// <param name="userValidators">Validators of users.</param>
    /// <param name="passwordValidators">Validators of passwords.</param>
    /// <param name="keyNormalizer">Normalizes names.</param>
    /// <param name="errors">Error texts.</param>
    /// <param name="services">The request's services.</param>
    /// <param name="logger">The log.</param>
    public RecoveryUserManager(
        IUserStore<TUser> store,
        IOptions<IdentityOptions> optionsAccessor,
        IPasswordHasher<TUser> passwordHasher,
        IEnumerable<IUserValidator<TUser>> userValidators,
        IEnumerable<IPasswordValidator<TUser>> passwordValidators,
        ILookupNormalizer keyNormalizer,
        IdentityErrorDescriber errors,
        IServiceProvider services,
        ILogger<UserManager<TUser>> logger)
        : base(store, optionsAccessor, passwordHasher, userValidators, passwordValidators, keyNormalizer, errors, services, logger)
    {
        ArgumentNullException.ThrowIfNull(services);
        _codes = services.GetRequiredService<IdentityCodes<TUser>>();
    }

    /// <summary>Always true: the codes are not in the user store.</summary>
    public override bool SupportsUserTwoFactorRecoveryCodes => true;

    /// <summary>Set while a sign-in redeems: the password has passed, so the attempt is the owner's.</summary>
    internal bool IsSigningIn { get; set; }

    internal IUserStore<TUser> UserStore => Store;

    internal CancellationToken Aborted => CancellationToken;

    /// <summary>Makes a new set; every older code is dead. The call itself is the proof that the person may: make it for a signed-in user only.</summary>
    /// <param name="user">The user.</param>
    /// <param name="number">How many codes, 1 to 32.</param>
    /// <returns>The codes, to be shown once; null when the user could not be updated.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    /// <exception cref="InvalidOperationException">The account's state allows no new codes now; says why.</exception>
    public override Task<IEnumerable<string>?> GenerateNewTwoFactorRecoveryCodesAsync(TUser user, int number)
    {
        ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(user);
        return _codes.GenerateAsync(this, user, number);
    }

    /// <summary>Spends a code. Spaces, dashes and case are forgiven; a locked-out user's code is not looked at.</summary>
    /// <param name="user">The user.</param>
    /// <param name="code">What the person typed.</param>
    /// <returns>Success once for each code.</returns>
    public override Task<IdentityResult> RedeemTwoFactorRecoveryCodeAsync(TUser user, string code)
    {
        ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(user);
        return _codes.RedeemAsync(this, user, code);
    }

    /// <summary>Counts the unspent codes.</summary>
    /// <param name="user">The user.</param>
    /// <returns>0 or more.</returns>
    public override Task<int> CountRecoveryCodesAsync(TUser user)
    {
        ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(user);
        return _codes.CountAsync(this, user);
    }

    /// <summary>Switches two-step verification on or off. Switched off, all recovery codes are dead.</summary>
    /// <param name="user">The user.</param>
    /// <param name="enabled">Whether it is on.</param>
    /// <returns>Whether the user could be updated.</returns>
    /// <exception cref="InvalidOperationException">It is off, but the codes could not be revoked just now; call again.</exception>
    public override async Task<IdentityResult> SetTwoFactorEnabledAsync(TUser user, bool enabled)
    {
        IdentityResult result = await base.SetTwoFactorEnabledAsync(user, enabled).ConfigureAwait(false);
        if (!enabled && result.Succeeded)
        {
            await _codes.RevokeAsync(this, user).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>Deletes the user, and then everything that account recovery keeps of them.</summary>
    /// <param name="user">The user.</param>
    /// <returns>Whether the user could be deleted.</returns>
    public override async Task<IdentityResult> DeleteAsync(TUser user)
    {
        ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(user);
        AccountId account = await _codes.AccountOfAsync(this, user).ConfigureAwait(false);
        IdentityResult result = await base.DeleteAsync(user).ConfigureAwait(false);
        if (result.Succeeded)
        {
            await _codes.EraseAsync(account).ConfigureAwait(false);
        }

        return result;
    }
}
