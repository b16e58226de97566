using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Implements the recovery-code members of Identity's managers with this library.</summary>
internal sealed class IdentityCodes<TUser>(
    IServiceProvider services,
    IOptions<RecoveryIdentityOptions<TUser>> options,
    OldRecoveryCodes<TUser> old)
    where TUser : class
{
    private readonly IHttpContextAccessor? _requests = services.GetService<IHttpContextAccessor>();

    // Resolved at each call and not in the constructor: if the host lacks account recovery, the check at the start reports this in clearer words than the container.
    private IBackupCodes Codes => services.GetRequiredService<IBackupCodes>();

    internal async Task<AccountId> AccountOfAsync(UserManager<TUser> users, TUser user) =>
        new(options.Value.AccountPrefix?.Invoke(user) + await users.GetUserIdAsync(user).ConfigureAwait(false));

    internal async Task<IEnumerable<string>?> GenerateAsync(RecoveryUserManager<TUser> users, TUser user, int number)
    {
        AccountId account = await AccountOfAsync(users, user).ConfigureAwait(false);

        // The old codes are imported first, so that the new set voids them, also in the user store.
        if (!(await old.TakeOverAsync(users, user, account).ConfigureAwait(false)).Succeeded)
        {
            return null;
        }

        Caller caller = await CallerAsync(users, user).ConfigureAwait(false);
        IssueOutcome outcome = await Codes.GenerateAsync(account, LetIn(caller), number, users.Aborted).ConfigureAwait(false);
        return outcome.Match<IEnumerable<string>>(
            issued => Show(issued.Sheet),
            _ => throw new InvalidOperationException("The new recovery codes have to be typed back before they count, and Identity's pages cannot ask for that. Switch ConfirmBackupCodes off."),
            _ => throw new InvalidOperationException("These recovery codes were shown before and cannot be shown again."),
            refused => throw new InvalidOperationException($"No new recovery codes: {refused.Why}."),
            busy => throw new InvalidOperationException($"No new recovery codes just now ({busy.Why}); try again."));
    }

    internal async Task<IdentityResult> RedeemAsync(RecoveryUserManager<TUser> users, TUser user, string? code)
    {
        // The lockout is checked before any other work, as Identity does for an authenticator's code.
        if (users.SupportsUserLockout && await users.IsLockedOutAsync(user).ConfigureAwait(false))
        {
            return NotRedeemed(users);
        }

        AccountId account = await AccountOfAsync(users, user).ConfigureAwait(false);
        IdentityResult taken = await old.TakeOverAsync(users, user, account).ConfigureAwait(false);
        if (!taken.Succeeded)
        {
            return taken;
        }

        Caller caller = await CallerAsync(users, user).ConfigureAwait(false);
        bool passed = users.IsSigningIn || await IsSignedInAsync(users, user).ConfigureAwait(false);
        RedeemOutcome outcome = await Codes.RedeemAsync(account, code, passed ? caller.Having(HostProof.HostPassword) : caller, cancellationToken: users.Aborted).ConfigureAwait(false);
        return outcome.Succeeded ? IdentityResult.Success : NotRedeemed(users);
    }

    internal async Task<int> CountAsync(RecoveryUserManager<TUser> users, TUser user)
    {
        AccountId account = await AccountOfAsync(users, user).ConfigureAwait(false);
        BackupCodeStatus status = await Codes.GetStatusAsync(account, users.Aborted).ConfigureAwait(false);
        return status.SetNumber is null ? await OldRecoveryCodes<TUser>.CountAsync(users, user).ConfigureAwait(false) : status.Remaining;
    }

    /// <exception cref="InvalidOperationException">The codes could not be revoked and are still valid. The message says why.</exception>
    internal async Task RevokeAsync(RecoveryUserManager<TUser> users, TUser user)
    {
        AccountId account = await AccountOfAsync(users, user).ConfigureAwait(false);
        IdentityResult taken = await old.TakeOverAsync(users, user, account).ConfigureAwait(false);
        if (!taken.Succeeded)
        {
            throw new InvalidOperationException("Two-step verification is off, but the recovery codes could not be revoked: the user was changed meanwhile. Call again.");
        }

        Caller caller = await CallerAsync(users, user).ConfigureAwait(false);
        RevokeOutcome outcome = await Codes.RevokeAsync(account, LetIn(caller), users.Aborted).ConfigureAwait(false);
        if (outcome is RevokeOutcome.Busy busy)
        {
            throw new InvalidOperationException($"Two-step verification is off, but the recovery codes could not be revoked just now ({busy.Why}). Call again.");
        }
    }

    /// <exception cref="InvalidOperationException">The data could not be erased. The message says why.</exception>
    internal async Task EraseAsync(AccountId account)
    {
        // The record of a deleted user is always erased, even if the request was aborted or a wait runs or a recovery is frozen, because no owner is left to protect.
        EraseOutcome outcome = await services.GetRequiredService<IRecoveryData>().EraseAsync(account, Asking(), force: true, CancellationToken.None).ConfigureAwait(false);
        if (outcome is EraseOutcome.Busy busy)
        {
            throw new InvalidOperationException($"The user is deleted, but their account recovery data could not be erased just now ({busy.Why}). Call IRecoveryData.EraseAsync.");
        }
    }

    // The application calls Identity's members for a person whom it has let in. The call is therefore the proof.
    private static Caller LetIn(Caller caller) => caller.TwoStep ? caller.Having(HostProof.HostPassword, HostProof.HostTwoStep) : caller.Having(HostProof.HostPassword);

    private async Task<Caller> CallerAsync(UserManager<TUser> users, TUser user) =>
        Asking(twoStep: users.SupportsUserTwoFactor && await users.GetTwoFactorEnabledAsync(user).ConfigureAwait(false));

    private Caller Asking(bool twoStep = false) => Caller.Anonymous(flow: null, twoStep) with
    {
        Source = _requests?.HttpContext?.Connection.RemoteIpAddress?.ToString(),
        CorrelationId = Activity.Current?.TraceId.ToString(),
    };

    private async Task<bool> IsSignedInAsync(UserManager<TUser> users, TUser user) =>
        _requests?.HttpContext?.User is { Identity.IsAuthenticated: true } person
        && person.FindFirstValue(users.Options.ClaimsIdentity.UserIdClaimType) == await users.GetUserIdAsync(user).ConfigureAwait(false);

    private static IdentityResult NotRedeemed(UserManager<TUser> users) => IdentityResult.Failed(users.ErrorDescriber.RecoveryCodeRedemptionFailed());

    // The response to this request may contain the codes, so that no cache may store it.
    private string[] Show(CodeSheet sheet)
    {
        if (_requests?.HttpContext?.Response is { HasStarted: false } response)
        {
            response.Headers.CacheControl = "no-store";
        }

        return [.. sheet.Codes.Select(Shown)];
    }

    // The stock pages show two codes in a line with a space between them. A space within each code would make them look like four codes.
    private static string Shown(PlainCode code) => code.Reveal().Replace(' ', '-');
}
