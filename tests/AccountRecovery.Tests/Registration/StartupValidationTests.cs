using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>A wrong setting stops the application when it starts, and every wrong setting is named at once.</summary>
public sealed class StartupValidationTests
{
    private static readonly string[] Wrong = ["RootKeys", "BackupCodeFormat", "BackupCodeCount", "FirstPause", "AttemptCap", "Argon2Passes", "No store"];

    public static TheoryData<Type> Services =>
        [typeof(IBackupCodes), typeof(ITickets), typeof(IDueWork), typeof(IRecoveryOperations), typeof(RecoveryPolicy)];

    [Fact]
    public async Task A_host_that_starts_hears_every_failure()
    {
        await using ServiceProvider provider = Misconfigured();

        IStartupValidator startup = provider.GetRequiredService<IStartupValidator>();

        AssertNamesAll(Assert.Throws<OptionsValidationException>(startup.Validate));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_plain_container_hears_every_failure_at_the_first_service(Type service)
    {
        await using ServiceProvider provider = Misconfigured();

        AssertNamesAll(Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService(service)));
    }

    [Fact]
    public async Task A_host_with_good_settings_starts()
    {
        await using var host = new TestHost();

        host.Provider.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public async Task Without_a_store_nothing_starts()
    {
        var services = new ServiceCollection();
        services.AddAccountRecovery(options => options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() }));
        await using ServiceProvider provider = services.BuildServiceProvider();

        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);

        Assert.Contains("UseStore<TStore>()", Assert.Single(refused.Failures), StringComparison.Ordinal);
        Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IBackupCodes>);
    }

    [Fact]
    public void Without_a_key_the_message_says_how_to_make_one() =>
        Assert.Contains("openssl rand -base64 32", Assert.Single(KeyFailures()), StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    [InlineData("Y2hhbmdlLW1lLWNoYW5nZS1tZS1jaGFuZ2UtbWUtY2g=")]
    public void A_key_that_is_missing_short_or_a_sample_is_refused_without_repeating_it(string? key)
    {
        string failure = Assert.Single(KeyFailures(new RootKeyOptions { Key = key }));

        Assert.StartsWith("RootKeys[0]: ", failure, StringComparison.Ordinal);
        Assert.True(string.IsNullOrWhiteSpace(key) || !failure.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_listed_twice_is_refused()
    {
        string key = RootKey.Generate().Reveal();

        string failure = Assert.Single(KeyFailures(new RootKeyOptions { Key = key }, new RootKeyOptions { Key = key, Use = RootKeyUse.OpenOnly }));

        Assert.Contains("listed twice", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Exactly_one_key_is_active()
    {
        Assert.Contains("2 active keys", Assert.Single(KeyFailures(NewKey(), NewKey())), StringComparison.Ordinal);
        Assert.Contains("0 active keys", Assert.Single(KeyFailures(NewKey(RootKeyUse.OpenOnly))), StringComparison.Ordinal);
        Assert.Empty(KeyFailures(NewKey(), NewKey(RootKeyUse.OpenOnly), NewKey(RootKeyUse.OpenOnly)));
    }

    [Fact]
    public void A_use_that_there_is_not_is_refused() =>
        Assert.Contains(KeyFailures(NewKey(), NewKey((RootKeyUse)9)), failure => failure.StartsWith("RootKeys[1]: no such use", StringComparison.Ordinal));

    [Fact]
    public void A_null_among_the_keys_is_a_failure_and_no_crash() =>
        Assert.NotEmpty(KeyFailures(NewKey(), null!));

    private static RootKeyOptions NewKey(RootKeyUse use = RootKeyUse.Active) => new() { Key = RootKey.Generate().Reveal(), Use = use };

    private static string[] KeyFailures(params RootKeyOptions[] keys)
    {
        var options = new AccountRecoveryOptions();
        foreach (RootKeyOptions key in keys)
        {
            options.RootKeys.Add(key);
        }

        using ServiceProvider withStore = new ServiceCollection().AddSingleton<IRecoveryStore, InMemoryRecoveryStore>().BuildServiceProvider();
        return [.. new AccountRecoveryOptionsValidator(withStore).Validate(null, options).Failures ?? []];
    }

    private static ServiceProvider Misconfigured()
    {
        var services = new ServiceCollection();
        services.AddAccountRecovery(options =>
        {
            options.BackupCodeFormat = "digits:4";
            options.BackupCodeCount = 3;
            options.FirstPause = TimeSpan.Zero;
            options.AttemptCap = 101;
            options.Argon2Passes = 0;
        });
        return services.BuildServiceProvider();
    }

    private static void AssertNamesAll(OptionsValidationException refused)
    {
        Assert.Equal(Wrong.Length, refused.Failures.Count());
        Assert.All(Wrong, name => Assert.Contains(refused.Failures, failure => failure.Contains(name, StringComparison.Ordinal)));
        Assert.All(Wrong, name => Assert.Contains(name, refused.Message, StringComparison.Ordinal));
    }
}
