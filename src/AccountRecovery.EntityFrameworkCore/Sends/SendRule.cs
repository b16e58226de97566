using NodaTime;

namespace AccountRecovery;

/// <summary>One checked limit.</summary>
internal sealed record SendRule(SendGroup Group, SendScope Scope, string? For, int Most, long Seconds)
{
    private const long Hour = NodaConstants.SecondsPerHour;
    private const long Day = NodaConstants.SecondsPerDay;

    internal static SendRule Of(SendLimit limit) => new(limit.Group, limit.Scope, limit.For, limit.Most, (long)limit.Window.TotalSeconds);

    /// <summary>The default limits of a group for which the host set no limits.</summary>
    internal static IEnumerable<SendRule> Defaults(SendGroup group, bool hasTenants) => group switch
    {
        SendGroup.Email => [new(group, SendScope.Total, null, SendBudgetOptions.DefaultEmailHourly, Hour)],
        SendGroup.TextAndVoice =>
        [
            new(group, SendScope.Prefix, null, SendBudgetOptions.DefaultPrefixHourly, Hour),
            new(group, SendScope.Country, null, SendBudgetOptions.DefaultCountryHourly, Hour),
            .. hasTenants ? [new(group, SendScope.Tenant, null, SendBudgetOptions.DefaultTenantHourly, Hour)] : Array.Empty<SendRule>(),
            new(group, SendScope.Total, null, SendBudgetOptions.DefaultTotalDaily, Day),
        ],
    };
}
