using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>
/// The sign-in manager that counts a recovery code in a sign-in as the owner's attempt. A sign-in manager of the
/// application must derive from this class instead of <see cref="SignInManager{TUser}"/>.
/// </summary>
/// <typeparam name="TUser">The user type.</typeparam>
/// <param name="userManager">The user manager.</param>
/// <param name="contextAccessor">Gives access to the request.</param>
/// <param name="claimsFactory">Creates the principals.</param>
/// <param name="optionsAccessor">Identity's options.</param>
/// <param name="logger">The log.</param>
/// <param name="schemes">The authentication schemes.</param>
/// <param name="confirmation">Determines whether a user is confirmed.</param>
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
    /// <summary>Signs in, by a recovery code, the user whose password was already verified. The code of a locked-out user is not checked.</summary>
    /// <param name="recoveryCode">The code as the person typed it.</param>
    /// <returns>Success, once for each code; otherwise failed or locked out.</returns>
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

        // Identity asks for a code only after it has verified the password.
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
