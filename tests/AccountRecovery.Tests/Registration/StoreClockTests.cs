using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>The store's clock counts only where the library goes by the system's: a host that sets its own clock means it.</summary>
public sealed class StoreClockTests
{
    private static readonly Action<IServiceCollection> Nothing = _ => { };

#pragma warning disable RS0030 // The system's own TimeProvider is what ASP.NET Core registers, and what has to be recognised.
    private static readonly TimeProvider System = TimeProvider.System;
#pragma warning restore RS0030

    public static TheoryData<string, bool> Hosts => new()
    {
        { "no clock", true },
        { "the system's TimeProvider", true },
        { "the system's IClock", true },
        { "the system's IClock beside a TimeProvider", true },
        { "a TimeProvider", false },
        { "an IClock", false },
        { "an IClock beside the system's TimeProvider", false },
    };

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task T2_The_stores_clock_is_ignored_where_the_host_set_one(string host, bool counts)
    {
        var store = new ClockedStore(InMemory.Store(), () => ValueTask.FromResult(SystemClock.Instance.GetCurrentInstant() + Duration.FromHours(1)));
        var services = new ServiceCollection();
        services.AddAccountRecovery(options => options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() })).UseCodeHasher<FastCodeHasher>();
        services.AddSingleton<IRecoveryStore>(store);
        Clocks(host)(services);
        await using ServiceProvider provider = services.BuildServiceProvider();

        ImportOutcome imported = await provider.GetRequiredService<IBackupCodes>().ImportAsync(TestHost.Alice, ["1234 5678"], CodeFormat.BackupCode, TestHost.Owner);

        Assert.Equal(counts ? new ImportOutcome.Busy(BusyReason.ClockSuspect) : new ImportOutcome.Imported(1), imported);
        Assert.Equal(counts ? 1 : 0, store.Asked);
    }

    [Fact]
    public async Task A_store_without_a_clock_is_not_asked_for_one()
    {
        var services = new ServiceCollection();
        services.AddAccountRecovery(options => options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() })).UseInMemoryStore().UseCodeHasher<FastCodeHasher>();
        await using ServiceProvider provider = services.BuildServiceProvider();

        Assert.IsType<ImportOutcome.Imported>(
            await provider.GetRequiredService<IBackupCodes>().ImportAsync(TestHost.Alice, ["1234 5678"], CodeFormat.BackupCode, TestHost.Owner));
        Assert.False(await provider.GetRequiredService<StoreClockCheck>().IsSuspectAsync(default));
    }

    private static Action<IServiceCollection> Clocks(string host) => host switch
    {
        "the system's TimeProvider" => services => services.AddSingleton(System),
        "the system's IClock" => services => services.AddSingleton<IClock>(SystemClock.Instance),
        "the system's IClock beside a TimeProvider" => services => services.AddSingleton<IClock>(SystemClock.Instance).AddSingleton<TimeProvider>(new SteadyTime()),
        "a TimeProvider" => services => services.AddSingleton<TimeProvider>(new SteadyTime()),
        "an IClock" => services => services.AddSingleton<IClock>(new ManualClock(TestHost.Start)),
        "an IClock beside the system's TimeProvider" => services => services.AddSingleton<IClock>(new ManualClock(TestHost.Start)).AddSingleton(System),
        _ => Nothing,
    };
}
