using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

public sealed class AllFailuresTests
{
    private const string Secret = "bm90LXRoaXJ0eS10d28tYnl0ZXMtb2Ytc2VjcmV0";

    [Fact]
    public void C10_Every_failure_is_named_at_once_with_its_limit_and_value_and_without_a_secret()
    {
        string twice = RootKey.Generate().Reveal();
        string[] failures = Failures(store: false, options =>
        {
            foreach (string? key in (string?[])[Secret, null, twice, twice])
            {
                options.RootKeys.Add(new RootKeyOptions { Key = key });
            }

            options.RootKeys[0].Use = (RootKeyUse)7;
            options.BackupCodeCount = 3;
            options.BackupCodeFormat = "digits";
            options.ImportFormats.Add("digits:6");
            options.PendingLifetime = TimeSpan.MaxValue;
            options.FreeAttempts = 0;
            options.FirstPause = TimeSpan.FromSeconds(29);
            options.LongestPause = TimeSpan.FromSeconds(28);
            options.AttemptCap = 101;
            options.TicketLifetime = TimeSpan.Zero;
            options.Wait = TimeSpan.FromDays(91);
            options.HashingLanes = -1;
            options.HashingQueue = int.MaxValue;
            options.StoredFormat = 3;
            options.Argon2MemoryKiB = 8;
            options.Argon2Passes = 17;
        });

        string[] expected =
        [
            "RootKeys[0]: The root key has 30 bytes, not 32", "RootKeys[0]: no such use", "RootKeys[1]: The root key is missing", "RootKeys[3]: key ",
            "RootKeys has 3 active keys; it needs exactly one", "BackupCodeFormat is 'digits', which is not a code format", "ImportFormats[0] is 'digits:6', which has 19.93 bits",
            "BackupCodeCount is 3; it must be from 4 to 32", "PendingLifetime is 10675199.02:48:05.4775807; it must be from 00:10:00 to 7.00:00:00",
            "FreeAttempts is 0; it must be from 1 to 10", "FirstPause is 00:00:29; it must be from 00:00:30 to 01:00:00", "LongestPause is 00:00:28; it must be from 00:00:29 to 1.00:00:00",
            "AttemptCap is 101; it must be from 10 to 100", "TicketLifetime is 00:00:00; it must be from 00:01:00 to 01:00:00", "Wait is 91.00:00:00; it must be from 1.00:00:00 to 90.00:00:00", "HashingLanes is -1; it must be from 0 to 64",
            "HashingQueue is 2147483647; it must be from 4 to 1024", "StoredFormat is 3; it must be from 1 to 2", "Argon2MemoryKiB is 8 and Argon2Passes is 17", "No store: call UseStore",
        ];
        Assert.Equal(expected.Length, failures.Length);
        Assert.All(expected, start => Assert.Contains(failures, failure => failure.StartsWith(start, StringComparison.Ordinal)));
        Assert.DoesNotContain(failures, failure => failure.Contains(Secret, StringComparison.Ordinal) || failure.Contains(twice, StringComparison.Ordinal));
    }

    [Fact]
    public void C10_Without_a_root_key_nothing_starts()
    {
        string failure = Assert.Single(Failures(store: true, _ => { }));

        Assert.StartsWith("RootKeys is empty. Make a key with RootKey.Generate().Reveal()", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    public void C10_Any_number_of_active_keys_but_one_stops_the_start(int active, int openOnly)
    {
        string failure = Assert.Single(Failures(store: true, options => AddKeys(options, active, openOnly)));

        Assert.StartsWith($"RootKeys has {active} active keys", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void C10_One_active_key_and_others_that_open_start() => Assert.Empty(Failures(store: true, options => AddKeys(options, 1, 3)));

    [Fact]
    public void T4_Times_at_the_ends_of_TimeSpan_are_failures_and_no_overflows()
    {
        foreach (TimeSpan time in (TimeSpan[])[TimeSpan.MaxValue, TimeSpan.MinValue, TimeSpan.Zero, TimeSpan.FromTicks(-1)])
        {
            string[] failures = Failures(store: true, options =>
            {
                AddKeys(options, 1, 0);
                (options.PendingLifetime, options.FirstPause, options.LongestPause, options.TicketLifetime, options.Wait) = (time, time, time, time, time);
            });

            Assert.InRange(failures.Length, 4, 5);
        }
    }

    private static void AddKeys(AccountRecoveryOptions options, int active, int openOnly)
    {
        for (int i = 0; i < active + openOnly; i++)
        {
            options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal(), Use = i < active ? RootKeyUse.Active : RootKeyUse.OpenOnly });
        }
    }

    private static string[] Failures(bool store, Action<AccountRecoveryOptions> configure)
    {
        var services = new ServiceCollection();
        AccountRecoveryBuilder builder = services.AddAccountRecovery(configure);
        if (store)
        {
            builder.UseInMemoryStore();
        }

        using ServiceProvider provider = services.BuildServiceProvider();
        try
        {
            _ = provider.GetRequiredService<IOptions<AccountRecoveryOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException refused)
        {
            return [.. refused.Failures];
        }
    }
}
