using System.Globalization;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>The checked limits. Determines the counters that count a message.</summary>
internal sealed class SendPlan
{
    private const long MicrosecondsPerSecond = 1_000_000;

    private readonly SendRule[] _rules;
    private readonly int _digitsCut;
    private readonly string? _tenantSeparator;

    internal SendPlan(SendBudgetOptions options)
    {
        SendRule[] given = [.. options.Limits.Select(SendRule.Of)];
        IEnumerable<SendRule> others = Enum.GetValues<SendGroup>()
            .Where(group => given.All(rule => rule.Group != group))
            .SelectMany(group => SendRule.Defaults(group, hasTenants: options.TenantSeparator is not null));

        // Every transaction locks its counters in this order, so that no deadlock can occur. The busiest
        // counter comes last, so that its lock is held for the shortest time.
        _rules = [.. given.Concat(others).OrderBy(rule => rule.Scope).ThenBy(rule => rule.Seconds)];
        _digitsCut = options.NumberDigitsCut;
        _tenantSeparator = options.TenantSeparator;
        LongestWindow = Duration.FromSeconds(_rules.Max(rule => rule.Seconds));
    }

    internal Duration LongestWindow { get; }

    /// <summary>Returns the counters of a message, in the order in which they are raised.</summary>
    internal SendClaim[] ClaimsOf(SendRequest request)
    {
        SendGroup group = request.Channel switch
        {
            ContactChannel.Email => SendGroup.Email,
            ContactChannel.Sms or ContactChannel.Voice => SendGroup.TextAndVoice,
        };
        return [.. Enum.GetValues<SendScope>().SelectMany(scope => ClaimsOf(request, group, scope))];
    }

    private IEnumerable<SendClaim> ClaimsOf(SendRequest request, SendGroup group, SendScope scope)
    {
        string value = ValueOf(scope, group, request);
        string name = $"{Word(group)}:{Word(scope, group)}{SendScopeText.Of(value)}";
        long at = StoredInstant.From(request.At);
        return RulesOf(group, scope, value).Select(rule =>
            new SendClaim(string.Create(CultureInfo.InvariantCulture, $"{rule.Seconds}:{name}"), WindowOf(at, rule.Seconds), rule.Most));
    }

    // If a value has rules of its own, only these rules apply to it.
    private SendRule[] RulesOf(SendGroup group, SendScope scope, string value)
    {
        SendRule[] all = [.. _rules.Where(rule => rule.Group == group && rule.Scope == scope)];
        SendRule[] own = [.. all.Where(rule => rule.For == value)];
        return own.Length > 0 ? own : [.. all.Where(rule => rule.For is null)];
    }

    private string ValueOf(SendScope scope, SendGroup group, SendRequest request) => (scope, group) switch
    {
        (SendScope.Prefix, SendGroup.Email) => SendScopeText.DomainOf(request.Address),
        (SendScope.Prefix, SendGroup.TextAndVoice) => SendScopeText.PrefixOf(request.Address, _digitsCut),
        (SendScope.Country, _) => request.Country ?? string.Empty,
        (SendScope.Tenant, _) => SendScopeText.TenantOf(request.Account, _tenantSeparator),
        (SendScope.Total, _) => string.Empty,
    };

    private static string Word(SendGroup group) => group switch
    {
        SendGroup.Email => "email",
        SendGroup.TextAndVoice => "phone",
    };

    private static string Word(SendScope scope, SendGroup group) => (scope, group) switch
    {
        (SendScope.Prefix, SendGroup.Email) => "domain:",
        (SendScope.Prefix, SendGroup.TextAndVoice) => "prefix:",
        (SendScope.Country, _) => "country:",
        (SendScope.Tenant, _) => "tenant:",
        (SendScope.Total, _) => "total",
    };

    private static long WindowOf(long at, long seconds)
    {
        long into = at % (seconds * MicrosecondsPerSecond);
        return at - (into < 0 ? into + (seconds * MicrosecondsPerSecond) : into);
    }
}
