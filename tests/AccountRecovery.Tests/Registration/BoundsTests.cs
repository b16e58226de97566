using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Every bound of every option, one step inside and one step outside: one for numbers, 100 nanoseconds for times.</summary>
public sealed class BoundsTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    public static TheoryData<string, object, object> Bounds => new()
    {
        { nameof(AccountRecoveryOptions.BackupCodeCount), 4, 32 },
        { nameof(AccountRecoveryOptions.PendingLifetime), TimeSpan.FromMinutes(10), TimeSpan.FromDays(7) },
        { nameof(AccountRecoveryOptions.FreeAttempts), 1, 10 },
        { nameof(AccountRecoveryOptions.FirstPause), TimeSpan.FromSeconds(30), TimeSpan.FromHours(1) },
        { nameof(AccountRecoveryOptions.LongestPause), TimeSpan.FromSeconds(30), TimeSpan.FromHours(24) },
        { nameof(AccountRecoveryOptions.AttemptCap), 10, 100 },
        { nameof(AccountRecoveryOptions.TicketLifetime), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1) },
        { nameof(AccountRecoveryOptions.SecurityCodeLifetime), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10) },
        { nameof(AccountRecoveryOptions.Wait), TimeSpan.FromHours(24), TimeSpan.FromHours(2160) },
        { nameof(AccountRecoveryOptions.StoredFormat), 1, 2 },
        { nameof(AccountRecoveryOptions.HashingLanes), 0, 64 },
        { nameof(AccountRecoveryOptions.HashingQueue), 4, 1024 },
        { nameof(AccountRecoveryOptions.Argon2MemoryKiB), 19456, 262144 },
        { nameof(AccountRecoveryOptions.Argon2Passes), 2, 16 },
    };

    public static TheoryData<string> Times =>
        [.. typeof(AccountRecoveryOptions).GetProperties().Where(property => property.PropertyType == typeof(TimeSpan)).Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Both_bounds_are_allowed(string property, object least, object most)
    {
        Assert.Empty(FailuresWith(property, least));
        Assert.Empty(FailuresWith(property, most));
    }

    [Theory]
    [MemberData(nameof(Bounds))]
    public void One_step_beyond_either_bound_is_refused_with_property_and_value(string property, object least, object most)
    {
        foreach (object outside in (object[])[Step(least, -1), Step(most, 1)])
        {
            string failure = Assert.Single(FailuresWith(property, outside));
            Assert.Contains(property, failure, StringComparison.Ordinal);
            Assert.Contains(FormattableString.Invariant($"{outside}"), failure, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Times))]
    public void Endless_and_negative_times_are_refused(string property)
    {
        foreach (TimeSpan time in (TimeSpan[])[TimeSpan.MaxValue, TimeSpan.MinValue, TimeSpan.Zero, -Tick, Timeout.InfiniteTimeSpan])
        {
            Assert.Contains(FailuresWith(property, time), failure => failure.StartsWith(property, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_number_and_time_among_the_options_has_its_bounds_tested() => Assert.Equal(
        typeof(AccountRecoveryOptions).GetProperties()
            .Where(property => property.PropertyType == typeof(int) || property.PropertyType == typeof(TimeSpan))
            .Select(property => property.Name)
            .Order(StringComparer.Ordinal),
        Bounds.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public void The_longest_pause_is_no_shorter_than_the_first()
    {
        TimeSpan first = TimeSpan.FromMinutes(5);

        Assert.Empty(Failures(options => (options.FirstPause, options.LongestPause) = (first, first)));
        Assert.Single(Failures(options => (options.FirstPause, options.LongestPause) = (first, first - Tick)));
    }

    // ASVS 5.0, 11.4.2: the fewer passes, the more memory.
    [Theory]
    [InlineData(1, 47104)]
    [InlineData(2, 19456)]
    [InlineData(3, 12288)]
    [InlineData(16, 12288)]
    public void Each_number_of_passes_has_its_least_memory(int passes, int least)
    {
        Assert.Empty(Failures(options => (options.Argon2Passes, options.Argon2MemoryKiB) = (passes, least)));
        Assert.Single(Failures(options => (options.Argon2Passes, options.Argon2MemoryKiB) = (passes, least - 1)));
        Assert.Empty(Failures(options => (options.Argon2Passes, options.Argon2MemoryKiB) = (passes, 262144)));
        Assert.Single(Failures(options => (options.Argon2Passes, options.Argon2MemoryKiB) = (passes, 262145)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void No_passes_and_too_many_are_refused_whatever_the_memory(int passes) =>
        Assert.Single(Failures(options => (options.Argon2Passes, options.Argon2MemoryKiB) = (passes, 262144)));

    // 20 bits (ASVS 5.0, 6.5.4): six digits have 19.93, seven 23.25; four symbols of Base32 have exactly 20.
    [Theory]
    [InlineData("digits:7", true)]
    [InlineData("digits:6", false)]
    [InlineData("crockford32:4", true)]
    [InlineData("crockford32:3", false)]
    [InlineData("crockford32:4:check", false)]
    [InlineData("digits:64", true)]
    [InlineData("digits:65", false)]
    [InlineData("no format", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_format_is_refused_below_20_bits_and_where_it_is_none(string? notation, bool allowed)
    {
        Assert.Equal(allowed ? 0 : 1, Failures(options => options.BackupCodeFormat = notation!).Length);
        string[] imported = Failures(options =>
        {
            options.ImportFormats.Add("digits:8");
            options.ImportFormats.Add(notation!);
        });
        Assert.Equal(allowed ? 0 : 1, imported.Length);
        Assert.All(imported, failure => Assert.StartsWith("ImportFormats[1] ", failure, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01T12:04:59.999999Z")]
    [InlineData("2026-03-01T12:05:00Z")]
    [InlineData("2001-01-01T00:00:00Z")]
    [InlineData(null)]
    public void A_restore_up_to_five_minutes_ahead_of_the_clock_is_allowed(string? restored) => Assert.Empty(Failures(options => options.RestoredAt = restored));

    [Theory]
    [InlineData("2026-03-01T12:05:00.000001Z", "more than five minutes after this server's clock")]
    [InlineData("2026-03-01T12:00:00", "not an instant")]
    [InlineData("2026-03-01T12:00:00+01:00", "not an instant")]
    [InlineData("2026-03-01", "not an instant")]
    [InlineData("yesterday", "not an instant")]
    [InlineData("", "not an instant")]
    public void What_is_no_instant_of_the_past_is_no_restore(string restored, string says)
    {
        string failure = Assert.Single(Failures(options => options.RestoredAt = restored));
        Assert.StartsWith($"RestoredAt is '{restored}', ", failure, StringComparison.Ordinal);
        Assert.Contains(says, failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Shop", "Write to security@shop.example.", "shop.example", 0)]
    [InlineData("", "Write", "Shop.Example", 1)]
    [InlineData("Shop\nEve", "", "shop", 3)]
    [InlineData(null, null, "mail.shop.example", 0)]
    [InlineData(" ", "a\rb", "mira@shop.example", 3)]
    public void What_messages_say_is_one_line_and_own_domains_are_domains(string? site, string? objection, string domain, int failures)
    {
        Assert.Equal(failures, Failures(options =>
        {
            (options.Site, options.ReportInstructions) = (site, objection);
            options.OwnDomains.Add(domain);
        }).Length);
        Assert.Single(Failures(options => options.Site = new string('s', 65)));
        Assert.Single(Failures(options => options.ReportInstructions = new string('s', 201)));
        Assert.Empty(Failures(options => (options.Site, options.ReportInstructions) = (new string('s', 64), new string('s', 200))));
    }

    [Fact]
    public void A_host_that_sends_messages_says_whom_they_are_from()
    {
        var services = new ServiceCollection();
        services.AddAccountRecovery(options => options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() })).UseInMemoryStore().UseSender(ContactChannel.Sms, new RecordingSender());
        using ServiceProvider provider = services.BuildServiceProvider();

        OptionsValidationException failure = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<ISecurityCodes>());

        Assert.StartsWith("Site is missing", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    private static string[] FailuresWith(string property, object value) =>
        Failures(options =>
        {
            // The first pause is bounded by the longest one, too, which has a test of its own.
            options.LongestPause = TimeSpan.FromHours(24);
            typeof(AccountRecoveryOptions).GetProperty(property)!.SetValue(options, value);
        });

    private static string[] Failures(Action<AccountRecoveryOptions> configure)
    {
        var options = new AccountRecoveryOptions();
        options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() });
        configure(options);
        using ServiceProvider withStore = new ServiceCollection().AddSingleton<IRecoveryStore, InMemoryRecoveryStore>()
            .AddSingleton(new RecoveryClock(new ManualClock(TestHost.Start))).BuildServiceProvider();
        ValidateOptionsResult result = new AccountRecoveryOptionsValidator(withStore).Validate(null, options);
        return [.. result.Failures ?? []];
    }

    private static object Step(object value, int direction) => value switch
    {
        int number => number + direction,
        TimeSpan time => time + (Tick * direction),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}
