using System.Globalization;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace AccountRecovery;

/// <summary>Checks all options, and that a store is registered. Reports every failure with its property, limit and value, but never a secret.</summary>
internal sealed class AccountRecoveryOptionsValidator(IServiceProvider services) : IValidateOptions<AccountRecoveryOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountRecoveryOptions options)
    {
        List<string> failures =
        [
            .. KeyFailures(options.RootKeys),
            .. FormatFailures(nameof(options.BackupCodeFormat), options.BackupCodeFormat),
            .. options.ImportFormats.SelectMany((format, i) => FormatFailures(FormattableString.Invariant($"{nameof(options.ImportFormats)}[{i}]"), format)),
            .. Between(nameof(options.BackupCodeCount), options.BackupCodeCount, 4, BackupCodeService.MaxCodes),
            .. Between(nameof(options.Wait), options.Wait, TimeSpan.FromDays(1), TimeSpan.FromDays(90)),
            .. Between(nameof(options.PendingLifetime), options.PendingLifetime, TimeSpan.FromMinutes(10), TimeSpan.FromDays(7)),
            .. Between(nameof(options.FreeAttempts), options.FreeAttempts, 1, 10),
            .. Between(nameof(options.FirstPause), options.FirstPause, RecoveryPolicy.DefaultFirstPause.ToTimeSpan(), TimeSpan.FromHours(1)),
            .. Between(nameof(options.LongestPause), options.LongestPause, options.FirstPause, TimeSpan.FromHours(24)),
            .. Between(nameof(options.AttemptCap), options.AttemptCap, 10, RecoveryPolicy.DefaultAttemptCap),
            .. Between(nameof(options.TicketLifetime), options.TicketLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)),
            .. Between(nameof(options.SecurityCodeLifetime), options.SecurityCodeLifetime, TimeSpan.FromMinutes(2), RecoveryPolicy.DefaultSecurityCodeLifetime.ToTimeSpan()),
            .. Between(nameof(options.HashingLanes), options.HashingLanes, 0, 64),
            .. Between(nameof(options.HashingQueue), options.HashingQueue, 4, 1024),
            .. Between(nameof(options.StoredFormat), options.StoredFormat, RecordSealer.FieldsVersion - 1, RecordSealer.FieldsVersion),
            .. RestoreFailures(options.RestoredAt),
            .. MessageFailures(options),
        ];
        if (!Argon2idCodeHasher.IsInBounds(options.Argon2MemoryKiB, options.Argon2Passes))
        {
            failures.Add(FormattableString.Invariant(
                $"{nameof(options.Argon2MemoryKiB)} is {options.Argon2MemoryKiB} and {nameof(options.Argon2Passes)} is {options.Argon2Passes}: passes are 1 to {Argon2idCodeHasher.MaxPasses}; memory is at least 47104 KiB with 1 pass, 19456 with 2, 12288 with more, and at most {Argon2idCodeHasher.MaxMemoryKiB}."));
        }

        if (!Enum.IsDefined(options.Profile))
        {
            failures.Add(FormattableString.Invariant($"{nameof(options.Profile)} is {options.Profile}; it is {RecoveryProfile.Consumer} or {RecoveryProfile.Nist80063B4}."));
        }

        if (options.Profile == RecoveryProfile.Nist80063B4 && services.GetService<IServiceProviderIsService>()?.IsService(typeof(IRecoveryEventSink)) == false)
        {
            failures.Add(
                $"{nameof(options.Profile)} is {RecoveryProfile.Nist80063B4}, but nothing notifies the owner of a recovery (NIST SP 800-63B-4, 4.6): add an {nameof(IRecoveryEventSink)} that notifies the owner.");
        }

        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(IRecoveryStore)) == false)
        {
            failures.Add("No store: call UseStore<TStore>() after AddAccountRecovery(), or UseInMemoryStore() to try things out.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    // An instant in the future would void everything that is issued until then. A small tolerance is needed: right after a restore, a slow clock may still show an
    // earlier time.
    private IEnumerable<string> RestoreFailures(string? restored)
    {
        const string Property = nameof(AccountRecoveryOptions.RestoredAt);
        if (restored is null)
        {
            yield break;
        }

        ParseResult<Instant> instant = InstantPattern.ExtendedIso.Parse(restored);
        if (!instant.Success)
        {
            yield return $"{Property} is '{restored}', which is not an instant such as '2026-11-22T10:00:00Z'. Leave it out unless the database was restored.";
        }
        else if (services.GetService<RecoveryClock>() is { } clock && instant.Value - clock.Now > RecoveryClock.Tolerance)
        {
            yield return $"{Property} is '{restored}', more than five minutes after this server's clock; set it to the instant at which the database was restored.";
        }
    }

    private IEnumerable<string> MessageFailures(AccountRecoveryOptions options)
    {
        bool sends = services.GetService<IServiceProviderIsKeyedService>() is { } keyed
            && Array.Exists(Enum.GetValues<ContactChannel>(), channel => keyed.IsKeyedService(typeof(IRecoverySender), channel));
        if (options.Site is null ? sends : !IsLine(options.Site, 64))
        {
            yield return $"{nameof(options.Site)} is {(options.Site is null ? "missing" : "no text of 1 to 64 characters on one line")}: messages say whom they are from.";
        }

        if (options.ReportInstructions is { } objection && !IsLine(objection, 200))
        {
            yield return $"{nameof(options.ReportInstructions)} must be 1 to 200 characters on one line.";
        }

        for (int i = 0; i < options.OwnDomains.Count; i++)
        {
            if (options.OwnDomains[i] is not { } domain || EmailDomain.Fold(domain) is null)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{nameof(options.OwnDomains)}[{i}] is '{options.OwnDomains[i]}', which is not a domain such as 'shop.example'.");
            }
        }
    }

    private static bool IsLine(string text, int longest) => text.Length <= longest && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    private static IEnumerable<string> KeyFailures(IList<RootKeyOptions> keys)
    {
        if (keys.Count == 0)
        {
            yield return $"{nameof(AccountRecoveryOptions.RootKeys)} is empty. Make a key with RootKey.Generate().Reveal() or 'openssl rand -base64 32', keep it in a vault, and add it.";
            yield break;
        }

        var ids = new HashSet<KeyId>();
        for (int i = 0; i < keys.Count; i++)
        {
            string where = string.Create(CultureInfo.InvariantCulture, $"{nameof(AccountRecoveryOptions.RootKeys)}[{i}]");

            // A list that is bound from a configuration file may contain a null.
            RootKeyOptions listed = keys[i] ?? new RootKeyOptions();
            if (!RootKey.TryParse(listed.Text, out RootKey? key, out string? problem))
            {
                yield return $"{where}: {problem}";
            }
            else if (!ids.Add(key.Id))
            {
                yield return $"{where}: key {key.Id} is listed twice.";
            }

            if (!Enum.IsDefined(listed.Use))
            {
                yield return $"{where}: no such use; it is {nameof(RootKeyUse.Active)} or {nameof(RootKeyUse.OpenOnly)}.";
            }
        }

        int active = keys.Count(key => key?.Use == RootKeyUse.Active);
        if (active != 1)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{nameof(AccountRecoveryOptions.RootKeys)} has {active} active keys; it needs exactly one, the others {nameof(RootKeyUse.OpenOnly)}.");
        }
    }

    private static IEnumerable<string> FormatFailures(string property, string notation)
    {
        if (!CodeFormat.TryParse(notation, out CodeFormat? format))
        {
            yield return $"{property} is '{notation}', which is not a code format such as '{CodeFormat.BackupCode}'.";
        }
        else if (format.Bits < CodeFormat.MinBits)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{property} is '{format}', which has {format.Bits:F2} bits; at least {CodeFormat.MinBits} are needed (OWASP ASVS 5.0, 6.5.4). Add symbols.");
        }
    }

    private static IEnumerable<string> Between<T>(string property, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{property} is {value}; it must be from {least} to {most}.");
        }
    }
}
