using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Takes over the codes that Identity kept in clear text, in three steps of which each can be the last before a crash.</summary>
/// <remarks>
/// First they move, in one guarded update of the user, to a token that Identity does not redeem from: from here on an older version of the application, still running
/// beside this one, has none of them. Then they are imported, which happens once however often it is tried. Then the token goes.
/// </remarks>
internal sealed class OldRecoveryCodes<TUser>(IServiceProvider services, IOptions<AccountRecoveryOptions> options, ILogger<OldRecoveryCodes<TUser>> log)
    where TUser : class
{
    // Where Identity's stores keep them, joined by semicolons.
    private const string StockProvider = "[AspNetUserStore]";
    private const string StockName = "RecoveryCodes";
    private const string OurProvider = "[AccountRecovery]";
    private const string OurName = "OldRecoveryCodes";
    private const char Separator = ';';
    private const int MaxCodes = 32;

    /// <summary>How many there are to take over.</summary>
    internal static async Task<int> CountAsync(RecoveryUserManager<TUser> users, TUser user)
    {
        if (users.UserStore is not IUserAuthenticationTokenStore<TUser> tokens)
        {
            return 0;
        }

        string? stock = await tokens.GetTokenAsync(user, StockProvider, StockName, users.Aborted).ConfigureAwait(false);
        return Split(string.IsNullOrEmpty(stock) ? await tokens.GetTokenAsync(user, OurProvider, OurName, users.Aborted).ConfigureAwait(false) : stock).Length;
    }

    /// <summary>Does what is left to do for a user, mostly nothing. Failed: somebody else changed the user meanwhile, or the library is busy; nothing is lost, try again.</summary>
    internal async Task<IdentityResult> TakeOverAsync(RecoveryUserManager<TUser> users, TUser user, AccountId account)
    {
        if (users.UserStore is not IUserAuthenticationTokenStore<TUser> tokens)
        {
            return IdentityResult.Success;
        }

        string? stock = await tokens.GetTokenAsync(user, StockProvider, StockName, users.Aborted).ConfigureAwait(false);
        string? ours = await tokens.GetTokenAsync(user, OurProvider, OurName, users.Aborted).ConfigureAwait(false);
        if (!string.IsNullOrEmpty(stock))
        {
            await tokens.SetTokenAsync(user, OurProvider, OurName, stock, CancellationToken.None).ConfigureAwait(false);
            await tokens.RemoveTokenAsync(user, StockProvider, StockName, CancellationToken.None).ConfigureAwait(false);
            IdentityResult moved = await users.UpdateAsync(user).ConfigureAwait(false);
            if (!moved.Succeeded)
            {
                return moved;
            }

            ours = stock;
        }

        if (string.IsNullOrEmpty(ours))
        {
            return IdentityResult.Success;
        }

        switch (await ImportAsync(account, Split(ours), users.Aborted).ConfigureAwait(false))
        {
            case ImportOutcome.Imported or ImportOutcome.Refused { Why: Refusal.CodesExist }:
                await tokens.RemoveTokenAsync(user, OurProvider, OurName, CancellationToken.None).ConfigureAwait(false);
                return await users.UpdateAsync(user).ConfigureAwait(false);
            case ImportOutcome.Malformed:
                log.LogError(
                    "A user's old recovery codes look like none of the declared formats and are not taken over; they stay where they are and open nothing. Declare their format in {Option} and let the user try again, or have new codes made.",
                    $"{nameof(AccountRecoveryOptions)}.{nameof(AccountRecoveryOptions.ImportFormats)}");
                return IdentityResult.Success;
            case ImportOutcome.Busy busy:
                return IdentityResult.Failed(new IdentityError { Code = nameof(BusyReason), Description = $"Busy ({busy.Why}); try again." });
            case ImportOutcome.Refused refused:
                return IdentityResult.Failed(new IdentityError { Code = nameof(Refusal), Description = $"The old recovery codes were not taken over: {refused.Why}." });
            default:
                throw new InvalidOperationException("The family is closed.");
        }
    }

    // All codes of a user were made at once, so they are all of one format.
    private async Task<ImportOutcome> ImportAsync(AccountId account, string[] codes, CancellationToken ct)
    {
        ImportOutcome outcome = new ImportOutcome.Malformed(0, default, 0);
        if (codes.Length > MaxCodes)
        {
            return outcome;
        }

        IBackupCodes backup = services.GetRequiredService<IBackupCodes>();
        foreach (string format in options.Value.ImportFormats)
        {
            outcome = await backup.ImportAsync(account, codes, CodeFormat.Parse(format), Caller.Unknown, ct).ConfigureAwait(false);
            if (outcome is not ImportOutcome.Malformed)
            {
                return outcome;
            }
        }

        return outcome;
    }

    private static string[] Split(string? joined) => joined?.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
