using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Takes over the codes that Identity kept in clear text, in three steps of which each can be the last before a crash.</summary>
/// <remarks>
/// First they are marked, in one guarded update of the user, so that Identity redeems none of them: from here on an older version of the application, still running beside
/// this one, has none. Then they are imported, which happens once however often it is tried. Then the token goes. The mark is in the same row, because of two
/// who add a row at the same time one would meet a fault of the database.
/// </remarks>
internal sealed class OldRecoveryCodes<TUser>(IServiceProvider services, IOptions<AccountRecoveryOptions> options, ILogger<OldRecoveryCodes<TUser>> log)
    where TUser : class
{
    // Where Identity's stores keep them, joined by semicolons.
    private const string Provider = "[AspNetUserStore]";
    private const string Name = "RecoveryCodes";
    private const char Separator = ';';

    // Marked, they are one long code to Identity.
    private const char OurSeparator = '|';
    private const string Mark = "AccountRecovery|";
    private const int MaxCodes = 32;

    /// <summary>How many there are to take over.</summary>
    internal static async Task<int> CountAsync(RecoveryUserManager<TUser> users, TUser user)
    {
        if (users.UserStore is not IUserAuthenticationTokenStore<TUser> tokens)
        {
            return 0;
        }

        return Split(await tokens.GetTokenAsync(user, Provider, Name, users.Aborted).ConfigureAwait(false) ?? string.Empty).Length;
    }

    /// <summary>Does what is left to do for a user, mostly nothing. Failed: another process changed the user meanwhile, or the library is busy; nothing is lost, try again.</summary>
    internal async Task<IdentityResult> TakeOverAsync(RecoveryUserManager<TUser> users, TUser user, AccountId account)
    {
        if (users.UserStore is not IUserAuthenticationTokenStore<TUser> tokens)
        {
            return IdentityResult.Success;
        }

        string? kept = await tokens.GetTokenAsync(user, Provider, Name, users.Aborted).ConfigureAwait(false);
        if (string.IsNullOrEmpty(kept))
        {
            return IdentityResult.Success;
        }

        string[] codes = Split(kept);
        if (!kept.StartsWith(Mark, StringComparison.Ordinal))
        {
            await tokens.SetTokenAsync(user, Provider, Name, Mark + string.Join(OurSeparator, codes), CancellationToken.None).ConfigureAwait(false);
            IdentityResult marked = await users.UpdateAsync(user).ConfigureAwait(false);
            if (!marked.Succeeded)
            {
                return marked;
            }
        }

        ImportOutcome outcome = await ImportAsync(account, codes, users.Aborted).ConfigureAwait(false);
        return await outcome.Match(
            imported => RemoveAsync(),
            malformed =>
            {
                log.LogError(
                    "A user's old recovery codes match none of the declared formats, so they were not taken over. They stay where they are and cannot be used. Declare their format in {Option} and let the user try again, or let the user make new codes.",
                    $"{nameof(AccountRecoveryOptions)}.{nameof(AccountRecoveryOptions.ImportFormats)}");
                return Task.FromResult(IdentityResult.Success);
            },
            refused => refused.Why == Refusal.CodesExist ? RemoveAsync() : Fail(nameof(Refusal), $"The old recovery codes were not taken over: {refused.Why}."),
            busy => Fail(nameof(BusyReason), $"Busy ({busy.Why}); try again.")).ConfigureAwait(false);

        static Task<IdentityResult> Fail(string code, string description) => Task.FromResult(IdentityResult.Failed(new IdentityError { Code = code, Description = description }));

        // They are here now, hashed.
        async Task<IdentityResult> RemoveAsync()
        {
            await tokens.RemoveTokenAsync(user, Provider, Name, CancellationToken.None).ConfigureAwait(false);
            return await users.UpdateAsync(user).ConfigureAwait(false);
        }
    }

    // All codes of a user were made at once, so they are all of one format.
    private async Task<ImportOutcome> ImportAsync(AccountId account, string[] codes, CancellationToken cancellationToken)
    {
        ImportOutcome outcome = new ImportOutcome.Malformed(0, default, 0);
        if (codes.Length > MaxCodes)
        {
            return outcome;
        }

        IBackupCodes backup = services.GetRequiredService<IBackupCodes>();
        foreach (string format in options.Value.ImportFormats)
        {
            outcome = await backup.ImportAsync(account, codes, CodeFormat.Parse(format), Caller.Anonymous(flow: null, twoStep: false), cancellationToken).ConfigureAwait(false);
            if (outcome is not ImportOutcome.Malformed)
            {
                return outcome;
            }
        }

        return outcome;
    }

    private static string[] Split(string kept) => kept.StartsWith(Mark, StringComparison.Ordinal)
        ? kept[Mark.Length..].Split(OurSeparator, StringSplitOptions.RemoveEmptyEntries)
        : kept.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
