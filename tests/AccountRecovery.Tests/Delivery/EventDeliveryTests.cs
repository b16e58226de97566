using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class EventDeliveryTests
{
    private readonly SteadyTime _steady = new();

    private TestHost Host(IRecoveryStore? store = null) => new(store: store, listens: true, services: services => services.AddSingleton<TimeProvider>(_steady));

    [Fact]
    public async Task Without_a_sink_no_events_are_kept()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        await host.RedeemAsync(codes[0]);
        await host.RedeemAsync(codes[0]);

        Assert.True((await host.OpenAsync())!.Events.Items.IsEmpty);
    }

    [Fact]
    public async Task Events_come_in_order_with_stable_ids_also_from_a_sink_that_refuses_at_random()
    {
        await using TestHost host = Host();
        List<EventId> offered = [];
        int asked = 0;
        host.Sink.Refuses = happened =>
        {
            offered.Add(happened.Id);
            return asked++ % 3 == 1;
        };
        string[] codes = await host.IssueAsync();
        foreach (string code in codes)
        {
            await host.RedeemAsync(code);
        }

        await SettleAsync(host);

        Assert.Equal(Enumerable.Range(0, 10).Reverse(), host.Sink.Delivered.Where(e => e.Kind == RecoveryEventKind.CodeRedeemed).Select(e => e.Remaining ?? -1));
        Assert.Equal(1 + 10 + 3, host.Sink.Delivered.Select(e => e.Id).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 14).Select(number => (long)number), host.Sink.Delivered.Select(e => e.Sequence));
        Assert.True(offered.Count > 14, "The sink refused nothing: the test proves nothing.");
        Assert.Subset(host.Sink.Delivered.Select(e => e.Id).ToHashSet(), offered.ToHashSet());
    }

    [Fact]
    public async Task A_sink_slower_than_its_lease_gets_one_event_at_a_time_and_none_twice()
    {
        await using TestHost host = Host();
        using var open = new ManualResetEventSlim();
        int inside = 0;
        int most = 0;
        host.Sink.Refuses = _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            open.Wait();
            Interlocked.Decrement(ref inside);
            return false;
        };
        string[] codes = await host.IssueAsync();
        foreach (string code in codes)
        {
            _steady.Pass(host.Clock, EventQueue.LeaseTime);
            await host.RedeemAsync(code);
        }

        open.Set();
        await host.DrainAsync();

        Assert.Equal(1, most);
        Assert.Equal(host.Sink.Delivered.Count, host.Sink.Delivered.Select(e => e.Id).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 10).Reverse(), host.Sink.Delivered.Where(e => e.Kind == RecoveryEventKind.CodeRedeemed).Select(e => e.Remaining ?? -1));
    }

    [Fact]
    public async Task An_event_whose_settling_was_lost_comes_again_under_the_same_id()
    {
        var store = new FaultyStore(InMemory.Store());
        await using TestHost host = Host(store);
        store.FailOnce(StoreStep.BeforeWrite, pass: 2);
        await host.IssueAsync();
        await host.DrainAsync();
        Assert.Single(host.Sink.Delivered);

        await SettleAsync(host);

        Assert.Equal(2, host.Sink.Delivered.Count);
        Assert.Equal(host.Sink.Delivered[0], host.Sink.Delivered[1]);
        Assert.True((await host.OpenAsync())!.Events.Items.IsEmpty);
    }

    [Fact]
    public async Task The_pause_after_a_refusing_sink_grows_to_an_hour_and_ends_with_its_first_success()
    {
        await using TestHost host = Host();
        bool refuses = true;
        host.Sink.Refuses = _ => refuses;
        await host.IssueAsync();
        List<double> pauses = [];
        for (int i = 0; i < 12; i++)
        {
            await host.DrainAsync();
            Instant until = (await host.OpenAsync())!.Events.HeldUntil!.Value;
            pauses.Add((until - host.Clock.GetCurrentInstant()).TotalSeconds);
            _steady.Pass(host.Clock, until - host.Clock.GetCurrentInstant() - Duration.FromTicks(10));
            Assert.Equal(0, (await host.DueWork.RunAsync(10)).Changed);
            _steady.Pass(host.Clock, Duration.FromTicks(10));
            Assert.Equal(1, (await host.DueWork.RunAsync(10)).Changed);
        }

        Assert.Equal([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600], pauses);
        refuses = false;
        await SettleAsync(host);
        Assert.Single(host.Sink.Delivered);
        Assert.Equal(0, (await host.OpenAsync())!.Events.Faults);
    }

    [Fact]
    public async Task A_full_queue_is_busy_and_loses_nothing()
    {
        await using TestHost host = Host();
        host.Sink.Refuses = _ => true;
        int issued = 0;
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        Assert.IsType<IssueOutcome.Issued>(await host.Codes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password)));
        password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        string[] codes = [];
        while (await host.Codes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password)) is IssueOutcome.Issued more)
        {
            codes = [.. more.Sheet.Codes.Select(code => code.Reveal())];
            Assert.True(++issued < 100);
        }

        await host.DrainAsync();
        StoredRecord? full = await host.Store.ReadAsync(TestHost.Alice, default);
        Assert.Equal(new IssueOutcome.Busy(BusyReason.Queue), await host.Codes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password)));
        Assert.Equal(new RevokeOutcome.Busy(BusyReason.Queue), await host.Codes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(password)));
        Assert.Equal(new RedeemOutcome.Busy(BusyReason.Queue), await host.RedeemAsync(codes[0]));
        Assert.Equal(full, await host.Store.ReadAsync(TestHost.Alice, default));
        Assert.InRange(full!.Sealed.Length, 1, RecordSealer.MaxSize);

        host.Sink.Refuses = null;
        await SettleAsync(host);
        Assert.Equal(Enumerable.Range(1, issued + 1), host.Sink.Delivered.Select(e => e.SetNumber ?? -1));
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
    }

    [Fact]
    public async Task A_pending_set_ends_at_its_instant_also_while_a_full_queue_keeps_that_from_being_reported()
    {
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true, listens: true, services: services => services.AddSingleton<TimeProvider>(_steady));
        host.Sink.Refuses = _ => true;
        string[] codes = [];
        while (await host.GenerateAsync() is IssueOutcome.AwaitingConfirmation more)
        {
            codes = [.. more.Sheet.Codes.Select(code => code.Reveal())];
        }

        await host.DrainAsync();
        _steady.Pass(host.Clock, Duration.FromHours(24));
        Assert.Equal(new ConfirmOutcome.Refused(Refusal.NothingPending), await host.Codes.ConfirmAsync(TestHost.Alice, codes[0], TestHost.Owner));

        host.Sink.Refuses = null;
        await SettleAsync(host);
        Assert.Single(host.Sink.Delivered, happened => happened.Kind == RecoveryEventKind.PendingCodesExpired);
    }

    [Fact]
    public async Task A_slow_sink_keeps_nobody_waiting_and_one_delivery_at_a_time()
    {
        await using TestHost host = Host();
        using var open = new ManualResetEventSlim();
        int atOnce = 0;
        int most = 0;
        host.Sink.Refuses = _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            open.Wait();
            Interlocked.Decrement(ref atOnce);
            return false;
        };
        string[] codes = await host.IssueAsync();
        foreach (string code in codes)
        {
            Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(code));
        }

        Assert.Empty(host.Sink.Delivered);
        open.Set();
        await host.DrainAsync();

        Assert.Equal((14, 1), (host.Sink.Delivered.Count, most));
        Assert.True((await host.OpenAsync())!.Events.Items.IsEmpty);
    }

    [Fact]
    public async Task What_one_application_left_another_delivers()
    {
        InMemoryRecoveryStore store = InMemory.Store();
        var key = RootKey.Generate();
        await using var first = new TestHost(store: store, listens: true, rootKey: key);
        await using var second = new TestHost(store: store, listens: true, rootKey: key, services: services => services.AddSingleton<TimeProvider>(_steady));
        first.Sink.Refuses = _ => true;
        await first.IssueAsync();
        await first.DrainAsync();
        _steady.Pass(second.Clock, Duration.FromMinutes(1));

        Assert.Equal(1, (await second.DueWork.RunAsync(10)).Changed);
        await second.DrainAsync();

        Assert.Equal(RecoveryEventKind.CodesIssued, Assert.Single(second.Sink.Delivered).Kind);
    }

    private async Task SettleAsync(TestHost host)
    {
        for (int sweep = 0; sweep < 40; sweep++)
        {
            await host.DrainAsync();
            _steady.Pass(host.Clock, Duration.FromHours(1));
            await host.DueWork.RunAsync(100);
        }

        await host.DrainAsync();
    }
}
