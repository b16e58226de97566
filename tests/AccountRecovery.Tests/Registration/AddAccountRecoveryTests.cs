using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

public sealed class AddAccountRecoveryTests
{
    [Fact]
    public void AddAccountRecovery_Twice_AddsEachServiceOnce()
    {
        var services = new ServiceCollection();

        services.AddAccountRecovery().UseInMemoryStore();
        Dictionary<string, int> once = Ours(services);
        services.AddAccountRecovery().UseInMemoryStore();

        Assert.NotEmpty(once);
        Assert.Equal(once, Ours(services));
        Assert.All(once, service => Assert.Equal(1, service.Value));
    }

    [Fact]
    public async Task AddAccountRecovery_Twice_AppliesBothSettings()
    {
        var services = new ServiceCollection();
        services.AddAccountRecovery(AddKey).UseInMemoryStore();
        services.AddAccountRecovery(options => options.BackupCodeCount = 16);

        await using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Equal(16, provider.GetRequiredService<RecoveryPolicy>().BackupCodeCount);
    }

    [Fact]
    public void AddAccountRecovery_NoServices_Throws() =>
        Assert.Throws<ArgumentNullException>(() => AccountRecoveryServiceCollectionExtensions.AddAccountRecovery(null!));

    [Fact]
    public async Task Use_AfterAnother_Replaces()
    {
        var services = new ServiceCollection();
        AccountRecoveryBuilder builder = services.AddAccountRecovery(AddKey);

        builder.UseInMemoryStore().UseStore<NoStore>().UseCodeHasher<FastCodeHasher>().UseCodeHasher<OtherHasher>().UseCodeHasher<OtherHasher>();
        await using ServiceProvider provider = services.BuildServiceProvider();

        Assert.IsType<NoStore>(Assert.Single(provider.GetServices<IRecoveryStore>()));
        Assert.IsType<OtherHasher>(Assert.Single(provider.GetServices<ICodeHasher>()));
        Assert.IsType<OtherHasher>(provider.GetRequiredService<CodeHashers>().Preferred);
        Assert.IsType<InMemoryRecoveryStore>(builder.UseInMemoryStore().Services.BuildServiceProvider().GetRequiredService<IRecoveryStore>());
    }

    [Fact]
    public void AddEventSink_Twice_AddsItOnce()
    {
        var services = new ServiceCollection();

        services.AddAccountRecovery().AddEventSink<RecordingEventSink>().AddEventSink<RecordingEventSink>().AddEventSink<OtherSink>();

        ServiceDescriptor[] sinks = [.. services.Where(service => service.ServiceType == typeof(IRecoveryEventSink))];
        Assert.Equal([typeof(RecordingEventSink), typeof(OtherSink)], sinks.Select(sink => sink.ImplementationType));
        Assert.All(sinks, sink => Assert.Equal(ServiceLifetime.Scoped, sink.Lifetime));
    }

    [Fact]
    public async Task A_host_that_hashes_its_own_way_still_verifies_what_Argon2id_hashed()
    {
        var services = new ServiceCollection();
        services.AddAccountRecovery(AddKey).UseInMemoryStore().UseCodeHasher<OtherHasher>();
        await using ServiceProvider provider = services.BuildServiceProvider();

        Assert.NotNull(provider.GetRequiredService<CodeHashers>().Find("argon2id", "v=19,m=19456,t=2,p=1"));
    }

    [Fact]
    public async Task The_clock_is_the_hosts_IClock_even_beside_a_TimeProvider()
    {
        Instant asked = Instant.FromUtc(2030, 1, 2, 3, 4);

        Assert.Equal(asked, await NowAsync(services => services
            .AddSingleton<IClock>(new ManualClock(asked))
            .AddSingleton<TimeProvider>(new FixedTime(asked + Duration.FromDays(1)))));
    }

    [Fact]
    public async Task The_clock_is_the_hosts_TimeProvider_where_it_has_no_IClock()
    {
        Instant asked = Instant.FromUtc(2030, 1, 2, 3, 4);

        Assert.Equal(asked, await NowAsync(services => services.AddSingleton<TimeProvider>(new FixedTime(asked))));
    }

    [Fact]
    public async Task The_clock_is_the_systems_where_the_host_has_none()
    {
        Duration apart = await NowAsync(_ => { }) - SystemClock.Instance.GetCurrentInstant();

        Assert.True(apart < Duration.FromMinutes(1) && apart > Duration.FromMinutes(-1));
    }

    [Fact]
    public async Task Services_are_singletons_and_all_of_them_resolve()
    {
        await using var host = new TestHost();

        foreach (Type service in (Type[])[typeof(IBackupCodes), typeof(ITickets), typeof(IDueWork), typeof(IRecoveryOperations), typeof(RecoveryPolicy)])
        {
            Assert.Same(host.Provider.GetRequiredService(service), host.Provider.GetRequiredService(service));
        }
    }

    private static void AddKey(AccountRecoveryOptions options) => options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() });

    private static async Task<Instant> NowAsync(Action<IServiceCollection> clocks)
    {
        var services = new ServiceCollection();
        services.AddAccountRecovery(AddKey).UseInMemoryStore();
        clocks(services);
        await using ServiceProvider provider = services.BuildServiceProvider();
        return provider.GetRequiredService<RecoveryClock>().Now;
    }

    // How often each of our services is registered; the container's own options services are its affair.
    private static Dictionary<string, int> Ours(IServiceCollection services) => services
        .Where(service => service.ServiceType.FullName!.Contains("AccountRecovery", StringComparison.Ordinal))
        .Where(service => !service.ServiceType.FullName!.StartsWith("Microsoft.Extensions.Options.IConfigureOptions`", StringComparison.Ordinal))
        .Where(service => !service.ServiceType.FullName!.StartsWith("Microsoft.Extensions.Options.IOptionsChangeTokenSource`", StringComparison.Ordinal))
        .Where(service => !service.ServiceType.FullName!.StartsWith("Microsoft.Extensions.Options.IConfigureOptions", StringComparison.Ordinal))
        .GroupBy(service => service.ServiceType.FullName!)
        .ToDictionary(group => group.Key, group => group.Count());

    private sealed class FixedTime(Instant now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToDateTimeOffset();
    }

    private sealed class OtherSink : IRecoveryEventSink
    {
        public ValueTask DeliverAsync(RecoveryEvent happened, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }

    private sealed class OtherHasher : ICodeHasher
    {
        public string Scheme => "other";

        public string PreferredCost => "none";

        public bool Accepts(string cost) => true;

        public void Hash(ReadOnlySpan<byte> code, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> pepper, string cost, Span<byte> tag) => tag.Clear();
    }

    private sealed class NoStore : IRecoveryStore
    {
        public ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
