using AccountRecovery.Ports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;

namespace AccountRecovery;

public sealed class UseSendBudgetTests
{
    private static readonly SendRequest Text = new() { Account = new AccountId("acme/alice"), Channel = ContactChannel.Sms, Address = "+447700900123", At = Instant.FromUtc(2026, 3, 1, 13, 0) };

    [Fact]
    public void Every_failure_is_named_at_start_up()
    {
        string[] failures = Failures(options =>
        {
            options.NumberDigitsCut = 9;
            options.TenantSeparator = string.Empty;
            options.Limits.Add(new SendLimit { Group = 0, Most = -1 });
            options.Limits.Add(new SendLimit { Scope = SendScope.Total, For = "GB", Most = SendLimit.MostMost + 1, Window = TimeSpan.FromDays(31) + TimeSpan.FromSeconds(1) });
            options.Limits.Add(new SendLimit { Scope = SendScope.Country, For = "gb", Window = TimeSpan.FromSeconds(59) });
            options.Limits.Add(new SendLimit { Scope = SendScope.Country, Group = SendGroup.Email, Window = TimeSpan.FromMilliseconds(60_001) });
            options.Limits.Add(new SendLimit { Scope = SendScope.Prefix, For = "4477", Window = TimeSpan.FromHours(1) });
            options.Limits.Add(new SendLimit { Scope = SendScope.Prefix, Group = SendGroup.Email, For = "Example.com", Window = TimeSpan.FromHours(1) });
            options.Limits.Add(null!);
            options.Limits.Add(new SendLimit { Scope = SendScope.Total, Window = TimeSpan.FromHours(1) });
            options.Limits.Add(new SendLimit { Scope = SendScope.Total, Window = TimeSpan.FromHours(1), Most = 5 });
        });

        string[] expected =
        [
            "Limits[0]: no such Group",
            "Limits[0]: Scope is missing",
            "Limits[0]: Most is -1; it must be from 0 to 1000000000.",
            "Limits[0]: Window is 00:00:00; it must be whole seconds from 00:01:00 to 31.00:00:00.",
            "Limits[1]: Most is 1000000001",
            "Limits[1]: Window is 31.00:00:01",
            "Limits[1]: For is 'GB'",
            "Limits[2]: Window is 00:00:59",
            "Limits[2]: For is 'gb'",
            "Limits[3]: Window is 00:01:00.0010000",
            "Limits[3]: an e-mail address has no country; remove the country.",
            "Limits[4]: For is '4477'",
            "Limits[5]: For is 'Example.com'",
            "Limits[6]: Scope is missing",
            "Limits[6]: Window is 00:00:00",
            "NumberDigitsCut is 9; it must be from 3 to 8.",
            "TenantSeparator has 0 characters",
            "Limits[7] and Limits[8] are for the same Group, Scope, For and Window.",
        ];
        Assert.Equal(expected.Length, failures.Length);
        Assert.All(expected.Zip(failures), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public void A_tenant_limit_needs_a_separator()
    {
        var limit = new SendLimit { Scope = SendScope.Tenant, Most = 1, Window = TimeSpan.FromHours(1) };

        Assert.StartsWith("Limits[0]: TenantSeparator is null", Assert.Single(Failures(options => options.Limits.Add(limit))), StringComparison.Ordinal);
        Assert.Empty(Failures(options =>
        {
            options.TenantSeparator = "/";
            options.Limits.Add(limit);
        }));
    }

    [Fact]
    public void The_ends_of_every_bound_are_allowed()
    {
        Assert.Empty(Failures(options =>
        {
            options.NumberDigitsCut = 3;
            options.TenantSeparator = new string('/', 16);
            options.Limits.Add(new SendLimit { Scope = SendScope.Total, Most = 0, Window = TimeSpan.FromMinutes(1) });
            options.Limits.Add(new SendLimit { Scope = SendScope.Total, Most = 1_000_000_000, Window = TimeSpan.FromDays(31) });
            options.Limits.Add(new SendLimit { Scope = SendScope.Country, For = "GB", Window = TimeSpan.FromHours(1) });
            options.Limits.Add(new SendLimit { Scope = SendScope.Tenant, For = "acme", Window = TimeSpan.FromHours(1) });
            options.Limits.Add(new SendLimit { Scope = SendScope.Prefix, Group = SendGroup.Email, For = "example.com", Window = TimeSpan.FromHours(1) });
        }));
        Assert.Empty(Failures(options => options.NumberDigitsCut = 8));
        Assert.Single(Failures(options => options.NumberDigitsCut = 2));
    }

    [Fact]
    public void Without_a_database_it_says_what_to_call() => Assert.Contains(
        "UseSendBudget() needs a database: call UseEntityFrameworkCore(...)", Assert.Single(Failures(_ => { }, builder => builder.UseInMemoryStore())), StringComparison.Ordinal);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_last_call_decides_before_or_after_the_database(bool before)
    {
        await using var application = new Application(builder =>
        {
            _ = before ? builder : builder.UseEntityFrameworkCore(_ => { });
            builder.UseSendBudget(options => options.NumberDigitsCut = 99).UseSendBudget(options => options.NumberDigitsCut = 5);
            _ = before ? builder.UseEntityFrameworkCore(_ => { }) : builder;
        });

        Assert.Equal(5, application.Provider.GetRequiredService<IOptions<SendBudgetOptions>>().Value.NumberDigitsCut);
        Assert.Single(application.Provider.GetServices<ISendPolicy>());
    }

    [Fact]
    public void Without_limits_the_defaults_hold_for_each_group_that_has_none()
    {
        var options = new SendBudgetOptions();
        Assert.Equal(
            ["3600:phone:prefix:44770090 <= 10", "3600:phone:country: <= 200", "86400:phone:total <= 2000"],
            Claims(options, Text));
        Assert.Equal(["3600:email:total <= 10000"], Claims(options, Text with { Channel = ContactChannel.Email, Address = "a@example.com" }));

        options.TenantSeparator = "/";
        options.Limits.Add(new SendLimit { Group = SendGroup.Email, Scope = SendScope.Prefix, Most = 7, Window = TimeSpan.FromDays(2) });
        Assert.Equal(
            ["3600:phone:prefix:44770090 <= 10", "3600:phone:country: <= 200", "3600:phone:tenant:acme <= 200", "86400:phone:total <= 2000"],
            Claims(options, Text with { Channel = ContactChannel.Voice }));
        Assert.Equal(["172800:email:domain:example.com <= 7"], Claims(options, Text with { Channel = ContactChannel.Email, Address = "a@example.com" }));
    }

    [Fact]
    public void Counters_are_taken_in_one_order_whatever_the_order_of_the_limits()
    {
        var options = new SendBudgetOptions { TenantSeparator = "/" };
        foreach (SendScope scope in Enum.GetValues<SendScope>().Reverse())
        {
            options.Limits.Add(new SendLimit { Scope = scope, Most = 1, Window = TimeSpan.FromHours(2) });
            options.Limits.Add(new SendLimit { Scope = scope, Most = 2, Window = TimeSpan.FromHours(1) });
        }

        Assert.Equal(
            ["3600:phone:prefix:44770090", "7200:phone:prefix:44770090", "3600:phone:country:GB", "7200:phone:country:GB", "3600:phone:tenant:acme", "7200:phone:tenant:acme", "3600:phone:total", "7200:phone:total"],
            new SendPlan(options).ClaimsOf(Text with { Country = "GB" }).Select(claim => claim.Scope));
    }

    [Fact]
    public void Windows_are_aligned_with_the_epoch_before_it_too()
    {
        var options = new SendBudgetOptions();
        options.Limits.Add(new SendLimit { Scope = SendScope.Total, Most = 1, Window = TimeSpan.FromHours(1) });
        var plan = new SendPlan(options);
        long Since(Instant at) => Assert.Single(plan.ClaimsOf(Text with { At = at })).Since;
        Instant epoch = Instant.FromUnixTimeTicks(0);

        Assert.Equal(0, Since(epoch));
        Assert.Equal(0, Since(epoch + Duration.FromHours(1) - Duration.Epsilon));
        Assert.Equal(3_600_000_000, Since(epoch + Duration.FromHours(1)));
        Assert.Equal(-3_600_000_000, Since(epoch - Duration.Epsilon));
        Assert.Equal(-3_600_000_000, Since(epoch - Duration.FromHours(1)));
    }

    [Fact]
    public void The_limits_can_be_bound_from_configuration()
    {
        IConfiguration file = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["NumberDigitsCut"] = "6",
            ["Limits:0:Scope"] = "Country",
            ["Limits:0:For"] = "GB",
            ["Limits:0:Most"] = "5",
            ["Limits:0:Window"] = "00:10:00",
            ["Limits:1:Group"] = "Email",
            ["Limits:1:Scope"] = "Total",
            ["Limits:1:Most"] = "7",
            ["Limits:1:Window"] = "1.00:00:00",
        }).Build();
        var options = new SendBudgetOptions();

        file.Bind(options);

        Assert.Equal(6, options.NumberDigitsCut);
        Assert.Equal(["600:phone:country:GB <= 5"], Claims(options, Text with { Country = "GB" }));
        Assert.Equal(["86400:email:total <= 7"], Claims(options, Text with { Channel = ContactChannel.Email }));
    }

    private static string[] Claims(SendBudgetOptions options, SendRequest request) =>
        [.. new SendPlan(options).ClaimsOf(request).Select(claim => FormattableString.Invariant($"{claim.Scope} <= {claim.Most}"))];

    private static string[] Failures(Action<SendBudgetOptions> configure, Action<AccountRecoveryBuilder>? store = null)
    {
        var services = new ServiceCollection();
        AccountRecoveryBuilder builder = services.AddAccountRecovery(options => options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() }));
        (store ?? (it => it.UseEntityFrameworkCore(_ => { }))).Invoke(builder);
        builder.UseSendBudget(configure);
        using ServiceProvider provider = services.BuildServiceProvider();
        try
        {
            provider.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException failure)
        {
            return [.. failure.Failures];
        }
    }
}
