using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>The sign-in manager that counts a recovery code in a sign-in as the owner's attempt. A manager of the application's own derives from it instead of <see cref="SignInManager{TUser}"/>.</summary>
/// <typeparam name="TUser">The user type.</typeparam>
/// <param name="userManager">The user manager.</param>
/// <param name="contextAccessor">The request.</param>
/// <param name="claimsFactory">Makes principals.</param>
/// <param name="optionsAccessor">Identity's options.</param>
/// <param name="logger">The log.</param>
/// <param name="schemes">The authentication schemes.</param>
/// <param name="confirmation">Tells confirmed users.</param>
public class RecoverySignInManager<TUser>(
    UserManager<TUser> userManager,
    IHttpContextAccessor contextAccessor,
    IUserClaimsPrincipalFactory<TUser> claimsFactory,
    IOptions<IdentityOptions> optionsAccessor,
    ILogger<SignInManager<TUser>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<TUser> confirmation)
    : SignInManager<TUser>(userManager, contextAccessor, claimsFactory, optionsAccessor, logger, schemes, confirmation)
    where TUser : class
{
    /// <summary>Signs in the user whose password has passed, by a recovery code. A locked-out user's code is not looked at.</summary>
    /// <param name="recoveryCode">What the person typed.</param>
    /// <returns>Success once for each code; otherwise failed, or locked out.</returns>
    public override async Task<SignInResult> TwoFactorRecoveryCodeSignInAsync(string recoveryCode)
    {
        TUser? user = await GetTwoFactorAuthenticationUserAsync().ConfigureAwait(false);
        if (user is null)
        {
            return SignInResult.Failed;
        }

        if (await IsLockedOut(user).ConfigureAwait(false))
        {
            return await LockedOut(user).ConfigureAwait(false);
        }

        // Identity asks for a code only after the password.
        var users = (RecoveryUserManager<TUser>)UserManager;
        users.IsSigningIn = true;
        try
        {
            return await base.TwoFactorRecoveryCodeSignInAsync(recoveryCode).ConfigureAwait(false);
        }
        finally
        {
            users.IsSigningIn = false;
        }
    }
}
