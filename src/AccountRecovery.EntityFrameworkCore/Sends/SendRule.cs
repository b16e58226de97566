using NodaTime;

namespace AccountRecovery;

/// <summary>One checked limit.</summary>
internal sealed record SendRule(SendGroup Group, SendScope Scope, string? For, int Most, long Seconds)
{
    private const long Hour = NodaConstants.SecondsPerHour;
    private const long Day = NodaConstants.SecondsPerDay;

    internal static SendRule Of(SendLimit limit) => new(limit.Group, limit.Scope, limit.For, limit.Most, (long)limit.Window.TotalSeconds);

    /// <summary>The default limits of a group for which the host set no limits.</summary>
    internal static IEnumerable<SendRule> Defaults(SendGroup group, bool hasTenants)
    {
        if (group == SendGroup.Email)
        {
            return [new(group, SendScope.Total, null, SendBudgetOptions.DefaultEmailHourly, Hour)];
        }

        IEnumerable<SendRule> tenant = hasTenants ? [new(group, SendScope.Tenant, null, SendBudgetOptions.DefaultTenantHourly, Hour)] : [];
        return
        [
            new(group, SendScope.Prefix, null, SendBudgetOptions.DefaultPrefixHourly, Hour),
            new(group, SendScope.Country, null, SendBudgetOptions.DefaultCountryHourly, Hour),
            .. tenant,
            new(group, SendScope.Total, null, SendBudgetOptions.DefaultTotalDaily, Day),
        ];
    }
}
