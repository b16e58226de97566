using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>
/// The user manager whose recovery codes are backup codes of account recovery. A user manager of the
/// application must derive from this class instead of <see cref="UserManager{TUser}"/>.
/// </summary>
/// <typeparam name="TUser">The user type.</typeparam>
public class RecoveryUserManager<TUser> : UserManager<TUser>
    where TUser : class
{
    private readonly IdentityCodes<TUser> _codes;

    /// <summary>Creates the manager. The parameters are those of <see cref="UserManager{TUser}"/>.</summary>
    /// <param name="store">The user store.</param>
    /// <param name="optionsAccessor">Identity's options.</param>
    /// <param name="passwordHasher">The password hasher.</param>
    /// <param name="userValidators">Validators of users.</param>
    /// <param name="passwordValidators">Validators of passwords.</param>
    /// <param name="keyNormalizer">Normalizes user names and e-mail addresses.</param>
    /// <param name="errors">The error texts.</param>
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

    /// <summary>Whether a sign-in is redeeming a code. The password was then already verified, so that the attempt counts as the owner's.</summary>
    internal bool IsSigningIn { get; set; }

    internal IUserStore<TUser> UserStore => Store;

    internal CancellationToken Aborted => CancellationToken;

    /// <summary>
    /// Creates a new set of codes. Every older code is void. The call itself counts as the proof that the
    /// person may do this: call the method only for a signed-in user.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <param name="number">The number of codes, 1 to 32.</param>
    /// <returns>The codes, to be shown once; null if the user could not be updated.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    /// <exception cref="InvalidOperationException">The account's state allows no new codes now. The message says why.</exception>
    public override Task<IEnumerable<string>?> GenerateNewTwoFactorRecoveryCodesAsync(TUser user, int number)
    {
        ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(user);
        return _codes.GenerateAsync(this, user, number);
    }

    /// <summary>Redeems a code. Spaces, dashes and upper or lower case do not matter. The code of a locked-out user is not checked.</summary>
    /// <param name="user">The user.</param>
    /// <param name="code">The code as the person typed it.</param>
    /// <returns>Success, once for each code; otherwise a failure.</returns>
    public override Task<IdentityResult> RedeemTwoFactorRecoveryCodeAsync(TUser user, string code)
    {
        ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(user);
        return _codes.RedeemAsync(this, user, code);
    }

    /// <summary>Counts the unspent codes of a user.</summary>
    /// <param name="user">The user.</param>
    /// <returns>The number of unspent codes, 0 or more.</returns>
    public override Task<int> CountRecoveryCodesAsync(TUser user)
    {
        ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(user);
        return _codes.CountAsync(this, user);
    }

    /// <summary>Switches two-step verification on or off. Switching it off revokes all recovery codes.</summary>
    /// <param name="user">The user.</param>
    /// <param name="enabled">Whether two-step verification is switched on.</param>
    /// <returns>The result of updating the user.</returns>
    /// <exception cref="InvalidOperationException">Two-step verification is off, but the codes could not be revoked now. Call the method again.</exception>
    public override async Task<IdentityResult> SetTwoFactorEnabledAsync(TUser user, bool enabled)
    {
        IdentityResult result = await base.SetTwoFactorEnabledAsync(user, enabled).ConfigureAwait(false);
        if (!enabled && result.Succeeded)
        {
            await _codes.RevokeAsync(this, user).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>Deletes the user, and then all data that account recovery keeps about the user.</summary>
    /// <param name="user">The user.</param>
    /// <returns>The result of deleting the user.</returns>
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
