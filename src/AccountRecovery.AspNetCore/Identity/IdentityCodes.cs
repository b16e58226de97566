using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>What Identity's managers do with recovery codes, done by account recovery.</summary>
internal sealed class IdentityCodes<TUser>(
    IServiceProvider services,
    IOptions<RecoveryIdentityOptions<TUser>> options,
    OldRecoveryCodes<TUser> old)
    where TUser : class
{
    private readonly IHttpContextAccessor? _requests = services.GetService<IHttpContextAccessor>();

    // Asked for at each call: where the host has no account recovery, the look at its start says so, in better words than a container's.
    private IBackupCodes Codes => services.GetRequiredService<IBackupCodes>();

    internal async Task<AccountId> AccountOfAsync(UserManager<TUser> users, TUser user) =>
        new(options.Value.AccountPrefix?.Invoke(user) + await users.GetUserIdAsync(user).ConfigureAwait(false));

    internal async Task<IEnumerable<string>?> GenerateAsync(RecoveryUserManager<TUser> users, TUser user, int number)
    {
        AccountId account = await AccountOfAsync(users, user).ConfigureAwait(false);

        // Old codes first: a new set kills them, here and where they lay.
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
        // As for an authenticator's code: before anything else is done.
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

    /// <exception cref="InvalidOperationException">They stand; says why.</exception>
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

    /// <exception cref="InvalidOperationException">They stand; says why.</exception>
    internal async Task EraseAsync(AccountId account)
    {
        // A deleted user is erased, whether or not the request still waits, and whatever waits in the record: there is nobody left to protect.
        EraseOutcome outcome = await services.GetRequiredService<IRecoveryData>().EraseAsync(account, Asking(), force: true, CancellationToken.None).ConfigureAwait(false);
        if (outcome is EraseOutcome.Busy busy)
        {
            throw new InvalidOperationException($"The user is deleted, but their account recovery data could not be erased just now ({busy.Why}). Call IRecoveryData.EraseAsync.");
        }
    }

    // Identity's members are called for a person whom the application has let in; that is the proof.
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

    // Whatever the answer to this request looks like, it may have the codes in it, and no cache keeps it.
    private string[] Show(CodeSheet sheet)
    {
        if (_requests?.HttpContext?.Response is { HasStarted: false } response)
        {
            response.Headers.CacheControl = "no-store";
        }

        return [.. sheet.Codes.Select(Shown)];
    }

    // The stock pages set two codes in a line with a space between; one within a code would make four of them.
    private static string Shown(PlainCode code) => code.Reveal().Replace(' ', '-');
}
