using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

public sealed class RecoveryMeterTests
{
    private readonly SteadyTime _steady = new();

    [Fact]
    public async Task C8_No_id_no_code_no_source_and_no_session_is_in_a_measurement_or_an_activity()
    {
        await using var scene = new MeteredScene();

        await scene.RunAsync();

        Assert.True(scene.Spy.Measurements.Count > 40 && scene.Spy.Activities.Count > 20 && scene.Canaries.Count() > 30);
        Assert.Empty(scene.Leaks);
    }

    [Fact]
    public async Task C8_A_meter_that_tells_the_account_is_caught()
    {
        await using var scene = new MeteredScene();
        Counter<long> leaky = scene.Host.Provider.GetRequiredService<RecoveryMeter>().Meter.CreateCounter<long>("leaky");
        string canary = scene.Canaries.First();

        leaky.Add(1, new KeyValuePair<string, object?>("account", $"of {canary}"));

        Assert.Equal([canary], scene.Leaks);
    }

    [Fact]
    public async Task C8_An_activity_that_tells_a_code_or_an_exception_is_caught()
    {
        await using var scene = new MeteredScene();
        ActivitySource source = scene.Host.Provider.GetRequiredService<RecoveryMeter>().Activities;
        string[] codes = await scene.IssueAsync();

        using (Activity? activity = source.StartActivity("leaky"))
        {
            activity!.SetTag("typed", codes[0]);
            activity.AddException(new InvalidOperationException($"The code {codes[1]} is wrong."));
        }

        Assert.Equal([codes[0], codes[1]], scene.Leaks);
    }

    [Fact]
    public void C8_The_meter_takes_closed_names_counts_and_times_and_nothing_that_could_hold_an_id()
    {
        Type[] harmless = [typeof(RecoveryAction), typeof(RecoveryMethod), typeof(Result), typeof(BusyReason), typeof(RecoveryEventKind), typeof(MessageKind), typeof(ContactChannel), typeof(Ending), typeof(TimeSpan), typeof(long), typeof(int), typeof(Func<int>)];
        Type[] members = [typeof(Result), typeof(bool), typeof(Refusal), typeof(BusyReason), typeof(CodeFault)];
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        // The one that makes the call is given everything and hands it on; what it may tell is an Ending.
        IEnumerable<Type> taken = typeof(RecoveryMeter).GetMethods(All).Where(method => method.IsAssembly && !method.IsGenericMethod).SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType);

        Assert.Empty(taken.Except(harmless));
        Assert.Empty(typeof(Ending).GetFields(All).Select(field => field.FieldType).Except(members));
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Every_action_is_counted_by_what_it_is_and_how_it_ended(string name)
    {
        RecoveryAction action = Enum.Parse<RecoveryAction>(name);
        using var meter = new RecoveryMeter(meters: null);
        using var spy = new TelemetrySpy(meter);

        await meter.WatchAsync(action, RecoveryMethod.None, 0, static _ => ValueTask.FromResult(0), static _ => new Ending(Result.Completed));

        Dictionary<string, object?> tags = Assert.Single(spy.Measurements).Tags.ToDictionary();
        Assert.Equal("completed", tags["account_recovery.outcome"]);
        Assert.Equal(action == RecoveryAction.RunDueWork ? null : SnakeCase<RecoveryAction>.Of(action), tags.GetValueOrDefault("account_recovery.action"));
    }

    public static TheoryData<string> Actions() => [.. Enum.GetNames<RecoveryAction>()];

    [Fact]
    public async Task Attempts_are_counted_by_outcome_and_reason_also_those_that_no_event_tells_of()
    {
        await using var host = new TestHost(options => options.AttemptCap = 10);
        using var spy = new TelemetrySpy(host.Provider.GetRequiredService<RecoveryMeter>());
        string[] codes = await host.IssueAsync();

        await host.RedeemAsync(codes[0], caller: TestHost.Stranger with { Session = "s", IdempotencyKey = "k" });
        await host.RedeemAsync(codes[0], caller: TestHost.Stranger with { Session = "s", IdempotencyKey = "k" });
        await host.RedeemAsync("12x4 5678");
        await host.RedeemAsync(codes[0]);
        await host.RedeemAsync(codes[0], account: new AccountId("nobody"));
        for (int i = 0; i < 5; i++)
        {
            await host.RedeemAsync(TestHost.WrongCodes(codes).ElementAt(i));
        }

        for (int i = 0; i < 10; i++)
        {
            host.Clock.Advance(Duration.FromHours(1));
            await host.RedeemAsync(TestHost.WrongCodes(codes).ElementAt(i));
        }

        Assert.Equal(1, spy.Sum("attempts", "outcome=redeemed", "replayed=False", "action=redeem", "method=backup_codes"));
        Assert.Equal(1, spy.Sum("attempts", "outcome=redeemed", "replayed=True"));
        Assert.Equal(1, spy.Sum("attempts", "outcome=malformed", "reason=unexpected_character"));
        Assert.Equal(1, spy.Sum("attempts", "outcome=refused", "reason=already_spent"));
        Assert.Equal(1, spy.Sum("attempts", "outcome=refused", "reason=unknown_account"));
        Assert.Equal(9, spy.Sum("attempts", "outcome=refused", "reason=wrong_code"));
        Assert.Equal(1, spy.Sum("attempts", "outcome=paused"));
        Assert.Equal(5, spy.Sum("attempts", "outcome=closed"));
        Assert.Equal(1, spy.Sum("sets", "action=generate", "outcome=issued"));
        Assert.Equal(10 + 1 + 1 + 9 + 1, spy.Measurements.Count(measured => measured.Name == "account_recovery.hashing.duration"));
    }

    [Fact]
    public async Task Each_call_is_one_activity_with_its_outcome_and_a_fault_is_marked_without_its_text()
    {
        await using var host = new TestHost(store: new FaultyStore(InMemory.Store()) { Fails = (step, _) => step == StoreStep.BeforeWrite });
        using var spy = new TelemetrySpy(host.Provider.GetRequiredService<RecoveryMeter>());

        await host.RedeemAsync("1234 5678");
        await Assert.ThrowsAsync<IOException>(() => host.IssueAsync());

        Activity[] ended = [.. spy.Activities];
        Assert.Equal(["account_recovery.redeem", "account_recovery.generate"], ended.Select(activity => activity.OperationName));
        Assert.Equal((ActivityStatusCode.Unset, "refused"), (ended[0].Status, ended[0].GetTagItem("account_recovery.outcome")));
        Assert.Equal((ActivityStatusCode.Error, "faulted", null), (ended[1].Status, ended[1].GetTagItem("account_recovery.outcome"), ended[1].StatusDescription));
        Assert.Empty(ended[1].Events);
        Assert.All(ended, activity => Assert.Equal(["account_recovery.method", "account_recovery.outcome"], activity.TagObjects.Select(tag => tag.Key)));
        Assert.Equal(1, spy.Sum("sets", "outcome=faulted"));
    }

    [Fact]
    public async Task A_full_lane_is_busy_and_the_lanes_show_it()
    {
        await using var host = new TestHost(options => (options.HashingLanes, options.HashingQueue) = (1, 4));
        using var open = new ManualResetEventSlim();
        using var entered = new SemaphoreSlim(0);
        string[] codes = await host.IssueAsync();
        using var spy = new TelemetrySpy(host.Provider.GetRequiredService<RecoveryMeter>());
        host.Hasher.DuringHash = () =>
        {
            entered.Release();
            open.Wait();
        };
        Task<RedeemOutcome>[] attempts = [.. TestHost.WrongCodes(codes).Take(4).Select(code => host.RedeemAsync(code))];
        await entered.WaitAsync();
        await Until(() => host.Provider.GetRequiredService<HashLimiter>().Load.Waiting == 3).WaitAsync(TimeSpan.FromSeconds(30));

        spy.Collect();
        Assert.IsType<RedeemOutcome.Busy>(await host.RedeemAsync(codes[0]));
        RecoveryHealthReport seen = await host.Provider.GetRequiredService<IRecoveryHealth>().ReadAsync();
        open.Set();
        await Task.WhenAll(attempts);

        Assert.Equal((1, 1, 3, 4), ((int)spy.Last("hashing.lane.usage"), (int)spy.Last("hashing.lane.limit"), (int)spy.Last("hashing.queue.length"), (int)spy.Last("hashing.queue.limit")));
        Assert.Equal(new RecoveryHealthReport(ClockSuspect: false, Duration.Zero, LanesBusy: 1, Lanes: 1, Waiting: 3, Places: 4), seen);
        Assert.Equal((1, 1), (spy.Sum("busy", "reason=lanes", "action=redeem"), spy.Sum("attempts", "outcome=busy", "reason=lanes")));
    }

    [Fact]
    public async Task A_sweep_tells_what_it_examined_and_how_late_the_oldest_was()
    {
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true, listens: true, services: services => services.AddSingleton<TimeProvider>(_steady));
        using var spy = new TelemetrySpy(host.Provider.GetRequiredService<RecoveryMeter>());
        await host.IssueAsync();
        await host.Store.TryWriteAsync(new AccountId("unreadable"), null, new StoredRecord(new Revision(1), TestHost.Start + Duration.FromHours(24), new byte[100]), CancellationToken.None);
        await host.DrainAsync();
        spy.Collect();
        Assert.DoesNotContain(spy.Measurements, measured => measured.Name == "account_recovery.due_work.lag");
        _steady.Pass(host.Clock, Duration.FromHours(24) + Duration.FromSeconds(90));

        RecoveryHealthReport before = await host.Provider.GetRequiredService<IRecoveryHealth>().ReadAsync();
        await host.DueWork.RunAsync(10);
        await host.DrainAsync();
        spy.Collect();

        Assert.Equal(Duration.FromSeconds(90), before.Lag);
        Assert.Equal(90, spy.Last("due_work.lag"));
        Assert.Equal((1, 1, 0), (spy.Sum("due_work.accounts", "outcome=changed"), spy.Sum("due_work.accounts", "outcome=failed"), spy.Sum("due_work.accounts", "outcome=unchanged")));
        Assert.Equal(1, spy.Sum("due_work.passes", "outcome=completed"));
        Assert.Equal((1, 1), (spy.Sum("events.deliveries", "event.kind=codes_pending", "outcome=delivered"), spy.Sum("events.deliveries", "event.kind=pending_codes_expired")));
    }

    [Fact]
    public async Task A_listener_that_throws_spoils_no_call()
    {
        await using var host = new TestHost(listens: true);
        RecoveryMeter meter = host.Provider.GetRequiredService<RecoveryMeter>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, it) => EnableIf(it, instrument, meter) };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("A listener's fault."));
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException("A listener's fault."));
        listener.Start();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, meter.Activities),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ => throw new InvalidOperationException("A listener's fault."),
        };
        ActivitySource.AddActivityListener(activities);

        string[] codes = await host.IssueAsync();
        await host.DrainAsync();

        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
        Assert.False((await host.DueWork.RunAsync(10)).ClockSuspect);
        Assert.NotEmpty(host.Sink.Delivered);
    }

    [Fact]
    public async Task The_hosts_factory_makes_the_meter_where_there_is_one_and_otherwise_it_goes_with_the_container()
    {
        using var factory = new Factory();
        await using (var host = new TestHost(services: services => services.AddSingleton<IMeterFactory>(factory)))
        {
            Assert.Same(host.Provider.GetRequiredService<RecoveryMeter>().Meter, factory.Meter);
        }

        Assert.True(IsAlive(factory.Meter!));
        var alone = new TestHost();
        Meter own = alone.Provider.GetRequiredService<RecoveryMeter>().Meter;
        Assert.Equal((RecoveryTelemetry.MeterName, true), (own.Name, IsAlive(own)));
        await alone.DisposeAsync();
        Assert.False(IsAlive(own));
    }

    [Theory]
    [InlineData(Refusal.WrongCode, "wrong_code")]
    [InlineData(Refusal.TwoStepProofNeeded, "two_step_proof_needed")]
    [InlineData(Refusal.None, "none")]
    [InlineData((Refusal)999, "other")]
    public void A_name_is_written_in_snake_case(Refusal why, string name) => Assert.Equal(name, SnakeCase<Refusal>.Of(why));

    private static async Task Until(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(1);
        }
    }

    private static void EnableIf(MeterListener listener, Instrument instrument, RecoveryMeter meter)
    {
        if (ReferenceEquals(instrument.Meter, meter.Meter))
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    // An instrument of a meter that is disposed is not published any more.
    private static bool IsAlive(Meter meter)
    {
        bool alive = false;
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => alive |= ReferenceEquals(instrument.Meter, meter) };
        listener.Start();
        return alive;
    }

    private sealed class Factory : IMeterFactory
    {
        internal Meter? Meter { get; private set; }

        public Meter Create(MeterOptions options) => Meter = new Meter(options);

        public void Dispose() => Meter?.Dispose();
    }
}
