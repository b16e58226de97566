using System.Diagnostics.Metrics;
using System.Reflection;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;

namespace AccountRecovery;

public sealed class RegistrationTests
{
    public static TheoryData<string, object, object> WorkerBounds => new()
    {
        { nameof(DueWorkerOptions.Interval), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1) },
        { nameof(DueWorkerOptions.Jitter), 0.0, 0.5 },
        { nameof(DueWorkerOptions.MaxAccounts), 1, 100_000 },
        { nameof(DueWorkerOptions.LongestPause), TimeSpan.FromMinutes(1), TimeSpan.FromHours(24) },
    };

    public static TheoryData<string, object, object> HealthBounds => new()
    {
        { nameof(RecoveryHealthOptions.LongestLag), TimeSpan.FromMinutes(1), TimeSpan.FromHours(24) },
        { nameof(RecoveryHealthOptions.Patience), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1) },
    };

    [Theory]
    [MemberData(nameof(WorkerBounds))]
    public void A_bound_of_the_worker_is_allowed_and_a_step_beyond_is_refused(string property, object least, object most)
    {
        DueWorkerOptions options(object value) => Set(new DueWorkerOptions { LongestPause = property == nameof(DueWorkerOptions.Interval) ? TimeSpan.FromHours(24) : TimeSpan.FromMinutes(15) }, property, value);

        Check(property, least, most, value => new DueWorkerValidator().Validate(null, options(value)));
    }

    [Theory]
    [MemberData(nameof(HealthBounds))]
    public void A_bound_of_the_health_check_is_allowed_and_a_step_beyond_is_refused(string property, object least, object most) =>
        Check(property, least, most, value => new RecoveryHealthValidator().Validate(null, Set(new RecoveryHealthOptions(), property, value)));

    [Fact]
    public void What_is_not_a_number_is_out_of_bounds() =>
        Assert.True(new DueWorkerValidator().Validate(null, new DueWorkerOptions { Jitter = double.NaN }).Failed);

    [Fact]
    public void The_defaults_are_these()
    {
        var worker = new DueWorkerOptions();
        var health = new RecoveryHealthOptions();

        Assert.Equal((TimeSpan.FromSeconds(60), 0.2, 500, TimeSpan.FromMinutes(15)), (worker.Interval, worker.Jitter, worker.MaxAccounts, worker.LongestPause));
        Assert.Equal((TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(5)), (health.LongestLag, health.Patience));
        Assert.Equal(5, RecoveryHealthCheck.SilentIntervals);
    }

    [Fact]
    public void Adding_twice_adds_one_worker_and_one_check_and_the_later_settings_win()
    {
        using ServiceProvider provider = Services(services =>
        {
            services.AddAccountRecovery().AddDueWorker(options => (options.Interval, options.Jitter) = (TimeSpan.FromSeconds(5), 0)).AddDueWorker(options => options.Interval = TimeSpan.FromSeconds(9));
            services.AddHealthChecks().AddAccountRecovery().AddAccountRecovery();
        }).BuildServiceProvider();

        Assert.Single(provider.GetServices<IHostedService>().OfType<DueWorker>());
        Assert.Equal(AccountRecoveryHealthChecksExtensions.CheckName, Assert.Single(provider.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations).Name);
        Assert.Equal((TimeSpan.FromSeconds(9), 0), (provider.GetRequiredService<IOptions<DueWorkerOptions>>().Value.Interval, provider.GetRequiredService<IOptions<DueWorkerOptions>>().Value.Jitter));
    }

    [Fact]
    public async Task A_host_does_not_start_with_options_out_of_bounds_and_hears_of_all_of_them()
    {
        using IHost host = Host(services =>
        {
            services.AddAccountRecovery(options => options.BackupCodeCount = 1).AddDueWorker(options => (options.Interval, options.Jitter) = (TimeSpan.Zero, 2));
            services.AddHealthChecks().AddAccountRecovery(options => options.Patience = TimeSpan.Zero);
        });

        Exception refused = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());

        string text = refused.ToString();
        Assert.All(["BackupCodeCount is 1;", "Interval is 00:00:00", "Jitter is 2;", "Patience is 00:00:00"], failure => Assert.Contains(failure, text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_hosts_own_meter_factory_makes_the_meter_and_ends_it_with_the_host()
    {
        HashSet<Meter> published = [];
        object? factory = null;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (factory is not null && ReferenceEquals(instrument.Meter.Scope, factory))
                {
                    published.Add(instrument.Meter);
                }
            },
        };
        listener.Start();
        using (ServiceProvider provider = Services(services => services.AddMetrics()).BuildServiceProvider())
        {
            factory = provider.GetRequiredService<IMeterFactory>();
            _ = provider.GetRequiredService<IBackupCodes>();
        }

        Assert.Equal(RecoveryTelemetry.MeterName, Assert.Single(published).Name);
    }

    [Fact]
    public async Task A_pending_set_ends_by_itself_in_a_host_and_its_event_is_delivered_when_the_host_stops()
    {
        var time = new ManualTime();
        var clock = new ManualClock(Instant.FromUtc(2026, 3, 1, 12, 0));
        var sink = new RecordingEventSink();
        using IHost host = Host(services =>
        {
            services.AddAccountRecovery(options => options.ConfirmBackupCodes = true).AddDueWorker();
            services.AddHealthChecks().AddAccountRecovery();
            services.AddSingleton<TimeProvider>(time).AddSingleton<IClock>(clock).AddSingleton<IRecoveryEventSink>(sink).AddSingleton<ICodeHasher>(new FastCodeHasher());
        });
        var alice = new AccountId("alice");
        await host.StartAsync();
        await Eventually.HoldsAsync(() => time.Asked.Count == 1);
        RecoveryTicket password = await host.Services.GetRequiredService<ITickets>().VouchAsync(alice, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, Caller.Anonymous(flow: null, twoStep: false));
        await host.Services.GetRequiredService<IBackupCodes>().GenerateAsync(alice, Caller.Anonymous(flow: null, twoStep: false).Having(password));
        await host.Services.GetRequiredService<IDueWork>().DrainAsync();

        clock.Advance(Duration.FromHours(25));
        HealthReport late = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        time.Advance(TimeSpan.FromHours(25));
        await Eventually.HoldsAsync(() => time.Asked.Count >= 2 && host.Services.GetRequiredService<DueWorkerPulse>().Last is { Changed: 1 });
        HealthReport healthy = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        await host.StopAsync();

        Assert.Equal(HealthStatus.Degraded, late.Status);
        Assert.Equal(3600.0, late.Entries[AccountRecoveryHealthChecksExtensions.CheckName].Data["lag_seconds"]);
        Assert.Equal(HealthStatus.Healthy, healthy.Status);
        Assert.Equal(0.0, healthy.Entries[AccountRecoveryHealthChecksExtensions.CheckName].Data["lag_seconds"]);
        Assert.Equal(RecoveryEventKind.PendingCodesExpired, sink.Delivered[^1].Kind);
    }

    private static IHost Host(Action<IServiceCollection> configure)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        foreach (ServiceDescriptor service in Services(configure))
        {
            builder.Services.Add(service);
        }

        return builder.Build();
    }

    private static ServiceCollection Services(Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAccountRecovery(options => options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() })).UseInMemoryStore();
        configure(services);
        return services;
    }

    private static T Set<T>(T options, string property, object value)
    {
        PropertyInfo set = typeof(T).GetProperty(property)!;
        set.SetValue(options, value);
        return options;
    }

    private static void Check(string property, object least, object most, Func<object, ValidateOptionsResult> validate)
    {
        Assert.True(validate(least).Succeeded);
        Assert.True(validate(most).Succeeded);
        Assert.Contains(validate(Beyond(least, -1)).Failures!, failure => failure.StartsWith($"{property} is ", StringComparison.Ordinal));
        Assert.Contains(validate(Beyond(most, 1)).Failures!, failure => failure.StartsWith($"{property} is ", StringComparison.Ordinal));
    }

    private static object Beyond(object value, int steps) => value switch
    {
        TimeSpan time => time + TimeSpan.FromTicks(steps),
        int number => number + steps,
        double number => number + (steps * 1e-9),
        _ => throw new ArgumentException("No such option.", nameof(value)),
    };
}
