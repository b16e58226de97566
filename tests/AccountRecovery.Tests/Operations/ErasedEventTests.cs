using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>The event that tells of an erasing: it is never lost, comes after what it ends, and takes the last trace with it.</summary>
public sealed class ErasedEventTests
{
    // Only a test that has failed waits so long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static MatrixTheoryData<StoreStep, int> Faults => new(Enum.GetValues<StoreStep>(), Enumerable.Range(1, 4));

    [Fact]
    public async Task A_new_record_carries_the_event_on_under_its_id_and_tells_it_first()
    {
        await using var scene = new EraseScene();
        TestHost host = scene.Host;
        await host.IssueAsync();
        await host.DrainAsync();
        List<EventId> refused = [];
        host.Sink.Refuses = happened =>
        {
            refused.Add(happened.Id);
            return true;
        };
        await scene.EraseAsync();

        string[] codes = await host.IssueAsync();

        host.Sink.Refuses = null;
        await scene.SettleAsync();
        Assert.Equal([RecoveryEventKind.CodesIssued, RecoveryEventKind.AccountErased, RecoveryEventKind.CodesIssued], scene.Told);
        Assert.Equal([1L, 2L, 3L], host.Sink.Delivered.Select(happened => happened.Sequence));
        Assert.Equal(refused[0], host.Sink.Delivered[1].Id);
        Assert.Single(refused.Distinct());
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
        Assert.Single(await scene.LeftAsync());
    }

    [Fact]
    public async Task A_second_erasing_before_the_first_was_reported_tells_both()
    {
        await using var scene = new EraseScene();
        TestHost host = scene.Host;
        host.Sink.Refuses = _ => true;
        await host.IssueAsync();
        await scene.EraseAsync();
        await host.IssueAsync();
        await scene.EraseAsync();
        Assert.Single(await scene.LeftAsync());

        host.Sink.Refuses = null;
        await scene.SettleAsync();

        Assert.Equal([RecoveryEventKind.AccountErased, RecoveryEventKind.AccountErased], scene.Told);
        Assert.Empty(await scene.LeftAsync());
    }

    [Fact]
    public async Task A_second_erasing_where_nobody_listens_keeps_the_first_ones_event_for_whoever_does()
    {
        IRecoveryStore store = InMemory.Store();
        var key = RootKey.Generate();
        await using var deaf = new EraseScene(store, listens: false, rootKey: key);
        await using (var listening = new EraseScene(store, rootKey: key))
        {
            listening.Host.Sink.Refuses = _ => true;
            await listening.Host.IssueAsync();
            await listening.EraseAsync();
        }

        await deaf.Host.IssueAsync();
        Assert.IsType<EraseOutcome.Erased>(await deaf.EraseAsync());

        await using var later = new EraseScene(store, rootKey: key);
        await later.SettleAsync();
        Assert.Equal([RecoveryEventKind.AccountErased], later.Told);
        Assert.Empty(await later.LeftAsync());
    }

    [Fact]
    public async Task Made_and_erased_again_and_again_while_the_sink_is_away_an_account_is_busy_and_loses_no_event()
    {
        await using var scene = new EraseScene();
        TestHost host = scene.Host;
        host.Sink.Refuses = _ => true;
        int erased = 0;
        while (await host.GenerateAsync() is IssueOutcome.Issued)
        {
            Assert.IsType<EraseOutcome.Erased>(await scene.EraseAsync());
            Assert.True(++erased < 100);
        }

        Assert.Equal(new IssueOutcome.Busy(BusyReason.Queue), await host.GenerateAsync());
        host.Sink.Refuses = null;
        await scene.SettleAsync();

        Assert.Equal(Enumerable.Repeat(RecoveryEventKind.AccountErased, erased), scene.Told);
        Assert.Empty(await scene.LeftAsync());
        Assert.IsType<IssueOutcome.Issued>(await host.GenerateAsync());
    }

    /// <summary>A fault before or after each write and delete on the way; then, as the host would, the same call again, and sweeps.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public async Task W6_A_crash_between_any_two_steps_is_finished_by_a_sweep_and_the_event_has_one_id(StoreStep step, int pass)
    {
        var store = new FaultyStore(InMemory.Store());
        await using var scene = new EraseScene(store);
        TestHost host = scene.Host;
        await host.IssueAsync();
        await host.DrainAsync();
        store.FailOnce(step, pass);
        bool erased = false;
        while (!erased)
        {
            try
            {
                erased = await scene.EraseAsync() is EraseOutcome.Erased or EraseOutcome.NoRecord;
            }
            catch (IOException)
            {
                // Nobody knows what became of it: it is asked for again.
            }
        }

        await scene.SettleAsync();

        Assert.Empty(await scene.LeftAsync());
        Assert.Equal([RecoveryEventKind.CodesIssued, RecoveryEventKind.AccountErased], scene.Told);
    }

    [Fact]
    public async Task Whoever_is_delivering_what_was_before_delivers_the_erasing_after_it()
    {
        IRecoveryStore store = InMemory.Store();
        var key = RootKey.Generate();
        await using var slow = new EraseScene(store, rootKey: key);
        await using var other = new EraseScene(store, rootKey: key);
        using var open = new ManualResetEventSlim();
        using var inside = new ManualResetEventSlim();
        slow.Host.Sink.Refuses = _ =>
        {
            inside.Set();
            open.Wait(Patience);
            return false;
        };
        await slow.Host.IssueAsync();
        inside.Wait(TestContext.Current.CancellationToken);

        Assert.IsType<EraseOutcome.Erased>(await other.EraseAsync());
        Assert.Empty(other.Told);
        open.Set();
        await slow.Host.DrainAsync();

        Assert.Equal([RecoveryEventKind.CodesIssued, RecoveryEventKind.AccountErased], slow.Told);
        Assert.Empty(await slow.LeftAsync());
    }

    [Fact]
    public async Task What_a_slow_sink_took_of_an_erased_record_settles_nothing_of_the_new_one()
    {
        IRecoveryStore store = InMemory.Store();
        var key = RootKey.Generate();
        await using var slow = new EraseScene(store, rootKey: key);
        await using var other = new EraseScene(store, rootKey: key);
        using var open = new ManualResetEventSlim();
        using var inside = new ManualResetEventSlim();
        slow.Host.Sink.Refuses = _ =>
        {
            inside.Set();
            open.Wait(Patience);
            return false;
        };
        await slow.Host.IssueAsync();
        inside.Wait(TestContext.Current.CancellationToken);

        // Its lease runs out; somebody else erases, tells and deletes; then the slow one makes a record whose first event has the same number.
        slow.Pass(EventQueue.LeaseTime);
        other.Pass(EventQueue.LeaseTime);
        await other.EraseAsync();
        Assert.Empty(await other.LeftAsync());
        await slow.Host.IssueAsync();
        open.Set();
        await slow.SettleAsync();

        Assert.Equal([RecoveryEventKind.CodesIssued, RecoveryEventKind.CodesIssued], slow.Told);
        Assert.Equal([1L, 1L], slow.Host.Sink.Delivered.Select(happened => happened.Sequence));
        Assert.Equal([RecoveryEventKind.AccountErased], other.Told);
    }

    [Fact]
    public async Task An_erased_record_whose_event_an_older_version_has_settled_is_deleted_by_a_sweep()
    {
        await using var scene = new EraseScene();
        await scene.Host.PutAsync(AccountRecord.New(RecordSecret.Generate(), TestHost.Start) with { ErasedAt = TestHost.Start });

        Assert.Equal(1, (await scene.Host.DueWork.RunAsync(10)).Changed);

        Assert.Empty(await scene.LeftAsync());
    }
}
