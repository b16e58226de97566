using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Checks all limits, and that a database is registered. Each failure names the property, its value and its allowed range.</summary>
internal sealed class SendBudgetValidator(IServiceProvider services) : IValidateOptions<SendBudgetOptions>
{
    internal const string Lacking =
        $"{nameof(AccountRecoverySendBudgetExtensions.UseSendBudget)}() needs a database: call {nameof(AccountRecoveryDatabaseExtensions.UseEntityFrameworkCore)}(...) on the same builder, before or after it.";

    private const int LongestSeparator = 16;

    public ValidateOptionsResult Validate(string? name, SendBudgetOptions options)
    {
        List<string> failures = [.. options.Limits.SelectMany((limit, i) => FailuresOf(limit ?? new SendLimit(), Named(i), options))];
        if (options.NumberDigitsCut is < 3 or > 8)
        {
            failures.Add(FormattableString.Invariant($"{nameof(options.NumberDigitsCut)} is {options.NumberDigitsCut}; it must be from 3 to 8."));
        }

        if (options.TenantSeparator is { Length: 0 or > LongestSeparator } separator)
        {
            failures.Add(FormattableString.Invariant($"{nameof(options.TenantSeparator)} has {separator.Length} characters; it must have from 1 to {LongestSeparator}, or be null."));
        }

        failures.AddRange(options.Limits
            .Select((limit, i) => (Limit: limit ?? new SendLimit(), Name: Named(i)))
            .GroupBy(item => (item.Limit.Group, item.Limit.Scope, item.Limit.For, item.Limit.Window))
            .Where(same => same.Count() > 1)
            .Select(same => $"{string.Join(" and ", same.Select(item => item.Name))} are for the same {nameof(SendLimit.Group)}, {nameof(SendLimit.Scope)}, {nameof(SendLimit.For)} and {nameof(SendLimit.Window)}."));
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(RecoveryDatabase)) == false)
        {
            failures.Add(Lacking);
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string Named(int index) => string.Create(CultureInfo.InvariantCulture, $"{nameof(SendBudgetOptions.Limits)}[{index}]");

    private static IEnumerable<string> FailuresOf(SendLimit limit, string where, SendBudgetOptions options)
    {
        if (!Enum.IsDefined(limit.Group))
        {
            yield return $"{where}: no such {nameof(limit.Group)}; it is {string.Join(" or ", Enum.GetNames<SendGroup>())}.";
        }

        if (!Enum.IsDefined(limit.Scope))
        {
            yield return $"{where}: {nameof(limit.Scope)} is missing; it is {string.Join(", ", Enum.GetNames<SendScope>())}.";
        }

        if (limit.Most is < 0 or > SendLimit.MostMost)
        {
            yield return FormattableString.Invariant($"{where}: {nameof(limit.Most)} is {limit.Most}; it must be from 0 to {SendLimit.MostMost}.");
        }

        if (limit.Window < SendLimit.ShortestWindow.ToTimeSpan() || limit.Window > SendLimit.LongestWindow.ToTimeSpan() || limit.Window.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            yield return FormattableString.Invariant(
                $"{where}: {nameof(limit.Window)} is {limit.Window}; it must be whole seconds from {SendLimit.ShortestWindow.ToTimeSpan()} to {SendLimit.LongestWindow.ToTimeSpan()}.");
        }

        if (limit is { Group: SendGroup.Email, Scope: SendScope.Country })
        {
            yield return $"{where}: an e-mail address has no country; remove the country.";
        }

        if (limit.Scope == SendScope.Tenant && options.TenantSeparator is null)
        {
            yield return $"{where}: {nameof(options.TenantSeparator)} is null, so there are no tenants to count by.";
        }

        if (limit.For is { } value && !MayBeFor(limit, value))
        {
            yield return $"{where}: {nameof(limit.For)} is '{value}'; it is a country of two capital letters, a tenant, an e-mail domain in lower case, or null, as the scope is.";
        }
    }

    private static bool MayBeFor(SendLimit limit, string value) => limit switch
    {
        { Scope: SendScope.Country } => value is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'],
        { Scope: SendScope.Tenant } => value.Length > 0,
        { Scope: SendScope.Prefix, Group: SendGroup.Email } => value.Length > 0 && SendScopeText.DomainOf($"@{value}") == value,
        _ => false,
    };
}
