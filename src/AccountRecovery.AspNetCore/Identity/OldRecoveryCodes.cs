using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Imports the codes that Identity stored in clear text, in three steps. A crash between two steps loses nothing.</summary>
/// <remarks>
/// Step 1 marks the codes, in one guarded update of the user, so that Identity itself accepts none of them, also in an older version of the application that still
/// runs beside this version. Step 2 imports the codes; a repeated import changes nothing. Step 3 removes the token from the user store. The mark is written
/// into the row of the codes, because if two processes added a row at the same time, one of them would get an error from the database.
/// </remarks>
internal sealed class OldRecoveryCodes<TUser>(IServiceProvider services, IOptions<AccountRecoveryOptions> options, ILogger<OldRecoveryCodes<TUser>> log)
    where TUser : class
{
    // The token in which Identity's stores keep the codes, joined by semicolons.
    private const string Provider = "[AspNetUserStore]";
    private const string Name = "RecoveryCodes";
    private const char Separator = ';';

    // Identity reads a marked token as one long code.
    private const char OurSeparator = '|';
    private const string Mark = "AccountRecovery|";
    private const int MaxCodes = 32;

    /// <summary>Returns the number of codes that are still to be imported.</summary>
    internal static async Task<int> CountAsync(RecoveryUserManager<TUser> users, TUser user)
    {
        if (users.UserStore is not IUserAuthenticationTokenStore<TUser> tokens)
        {
            return 0;
        }

        return Split(await tokens.GetTokenAsync(user, Provider, Name, users.Aborted).ConfigureAwait(false) ?? string.Empty).Length;
    }

    /// <summary>
    /// Does the remaining steps for a user, usually none. The result is a failure if another process changed the user
    /// meanwhile or the library is busy; nothing is lost, and the caller can try again.
    /// </summary>
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

        // Account recovery has the codes now, hashed.
        async Task<IdentityResult> RemoveAsync()
        {
            await tokens.RemoveTokenAsync(user, Provider, Name, CancellationToken.None).ConfigureAwait(false);
            return await users.UpdateAsync(user).ConfigureAwait(false);
        }
    }

    // All codes of a user were created together and therefore have the same format.
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
