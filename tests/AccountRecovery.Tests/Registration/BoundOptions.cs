using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace AccountRecovery;

/// <summary>A setting other than the default for every option, as a configuration file has them, and what must come of it. Linked into both binding tests.</summary>
internal static class BoundOptions
{
    private static readonly Dictionary<string, string?> Settings = new(StringComparer.Ordinal)
    {
        ["RootKeys:0:Key"] = "key one",
        ["RootKeys:1:Key"] = "key two",
        ["RootKeys:1:Use"] = "OpenOnly",
        ["Profile"] = "Nist80063B4",
        ["BackupCodeCount"] = "12",
        ["BackupCodeFormat"] = "digits:5 5",
        ["ImportFormats:0"] = "digits:8",
        ["ImportFormats:1"] = "crockford32:5-5",
        ["ConfirmBackupCodes"] = "true",
        ["PendingLifetime"] = "02:00:00",
        ["FreeAttempts"] = "3",
        ["FirstPause"] = "00:01:00",
        ["LongestPause"] = "03:00:00",
        ["AttemptCap"] = "50",
        ["TicketLifetime"] = "00:05:00",
        ["HashingLanes"] = "7",
        ["HashingQueue"] = "99",
        ["StoredFormat"] = "2",
        ["Argon2MemoryKiB"] = "65536",
        ["Argon2Passes"] = "4",
        ["RestoredAt"] = "2026-03-01T12:00:00Z",
        ["SecurityCodeLifetime"] = "00:05:00",
        ["Wait"] = "60.00:00:00",
        ["Site"] = "Shop",
        ["ReportInstructions"] = "Write to security@shop.example.",
        ["OwnDomains:0"] = "shop.example",
    };

    internal static IConfiguration Configuration() => new ConfigurationBuilder().AddInMemoryCollection(Settings).Build();

    internal static void AssertBound(AccountRecoveryOptions options)
    {
        Assert.Equal(["key one", "key two"], options.RootKeys.Select(key => key.Text));
        Assert.Equal([RootKeyUse.Active, RootKeyUse.OpenOnly], options.RootKeys.Select(key => key.Use));
        Assert.Equal(RecoveryProfile.Nist80063B4, options.Profile);
        Assert.Equal(12, options.BackupCodeCount);
        Assert.Equal("digits:5 5", options.BackupCodeFormat);
        Assert.Equal(["digits:8", "crockford32:5-5"], options.ImportFormats);
        Assert.True(options.ConfirmBackupCodes);
        Assert.Equal(TimeSpan.FromHours(2), options.PendingLifetime);
        Assert.Equal(3, options.FreeAttempts);
        Assert.Equal(TimeSpan.FromMinutes(1), options.FirstPause);
        Assert.Equal(TimeSpan.FromHours(3), options.LongestPause);
        Assert.Equal(50, options.AttemptCap);
        Assert.Equal(TimeSpan.FromMinutes(5), options.TicketLifetime);
        Assert.Equal(7, options.HashingLanes);
        Assert.Equal(99, options.HashingQueue);
        Assert.Equal(2, options.StoredFormat);
        Assert.Equal(65536, options.Argon2MemoryKiB);
        Assert.Equal(4, options.Argon2Passes);
        Assert.Equal("2026-03-01T12:00:00Z", options.RestoredAt);
        Assert.Equal(TimeSpan.FromMinutes(5), options.SecurityCodeLifetime);
        Assert.Equal(TimeSpan.FromDays(60), options.Wait);
        Assert.Equal("Shop", options.Site);
        Assert.Equal("Write to security@shop.example.", options.ReportInstructions);
        Assert.Equal(["shop.example"], options.OwnDomains);
        AssertNoneIsDefault(options);
    }

    /// <summary>An option that somebody adds and nobody binds here fails this.</summary>
    internal static void AssertComplete()
    {
        Assert.Equal(Names(typeof(AccountRecoveryOptions)), Settings.Keys.Select(key => key.Split(':')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Names(typeof(RootKeyOptions)), Settings.Keys.Where(key => key.StartsWith("RootKeys:", StringComparison.Ordinal)).Select(key => key.Split(':')[2]).Distinct().Order(StringComparer.Ordinal));
    }

    private static void AssertNoneIsDefault(AccountRecoveryOptions options)
    {
        var untouched = new AccountRecoveryOptions();
        foreach (PropertyInfo property in typeof(AccountRecoveryOptions).GetProperties())
        {
            Assert.NotEqual(property.GetValue(untouched), property.GetValue(options));
        }
    }

    private static IEnumerable<string> Names(Type type) => type.GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal);
}
