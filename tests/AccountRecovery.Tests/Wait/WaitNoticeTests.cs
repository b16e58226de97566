using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Who is told of a wait, and when: at its start, at each reminder, and at its end; at every leaving contact and at the notice address.</summary>
public sealed class WaitNoticeTests
{
    /// <summary>Waits of every kind, with the hours at which each is told, its end included.</summary>
    public static TheoryData<int, int[]> Waits => new()
    {
        { 24, [12, 23, 24] },
        { 14 * 24, Hours(7, 11, 13, 14) },
        { 30 * 24, Hours(7, 14, 21, 23, 27, 29, 30) },
        { 60 * 24, Hours(7, 14, 21, 28, 35, 42, 49, 53, 57, 59, 60) },
        { 90 * 24, Hours(7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 83, 87, 89, 90) },
    };

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task D10_R7_Each_address_is_notified_at_each_time_once_to_the_microsecond(int length, int[] hours)
    {
        await using var host = new TestHost(options => options.Wait = TimeSpan.FromHours(length), sends: true);
        Instant since = await BeginAsync(host);
        string[] addresses = [ContactScene.Mira, ContactScene.Phone, WaitScene.Elsewhere];
        Assert.Equal([RecoveryEventKind.WaitStarted], host.NoticesTo(ContactScene.Mira).Where(IsOfWait));
        for (int i = 0; i < hours.Length; i++)
        {
            Instant at = since + Duration.FromHours(hours[i]);
            await host.SweepAtAsync(at - ContactScene.Grain);
            Assert.All(addresses, address => Assert.Equal(i, Told(host, address)));
            await host.SweepAtAsync(at);
            Assert.All(addresses, address => Assert.Equal(i + 1, Told(host, address)));
            await host.SweepAtAsync(at + ContactScene.Grain);
            Assert.All(addresses, address => Assert.Equal(i + 1, Told(host, address)));
        }

        Assert.All(addresses, address => Assert.Equal(RecoveryEventKind.WaitEnded, host.NoticesTo(address)[^1]));
        await host.SweepAtAsync(since + Duration.FromDays(120));
        Assert.All(addresses, address => Assert.Equal(hours.Length, Told(host, address)));
    }

    /// <summary>What runs was begun under another length, and keeps its own reminders; what begins later has those of the new one.</summary>
    [Fact]
    public async Task R7_A_wait_that_runs_keeps_its_reminders_where_the_option_is_changed()
    {
        IRecoveryStore store = InMemory.Store();
        var key = RootKey.Generate();
        await using var before = new TestHost(store: store, rootKey: key, sends: true);
        Instant since = await BeginAsync(before);
        await before.SweepAtAsync(since + Duration.FromDays(7));

        await using var after = new TestHost(options => options.Wait = TimeSpan.FromDays(90), store: store, rootKey: key, sends: true);
        foreach (int day in (int[])[14, 21, 23, 27, 29, 30])
        {
            await after.SweepAtAsync(since + Duration.FromDays(day) - ContactScene.Grain);
            int told = Told(after, ContactScene.Mira);
            await after.SweepAtAsync(since + Duration.FromDays(day));
            Assert.Equal(told + 1, Told(after, ContactScene.Mira));
        }

        Assert.Equal(RecoveryEventKind.WaitEnded, after.NoticesTo(ContactScene.Mira)[^1]);
    }

    /// <summary>No sweep for the whole wait: people are told of its end at the next one, and of nothing that is past.</summary>
    [Fact]
    public async Task D10_What_no_sweep_has_reported_is_reported_at_the_next_one()
    {
        await using var host = new TestHost(sends: true, listens: true);
        Instant since = await BeginAsync(host);

        await host.SweepAtAsync(since + Duration.FromDays(31));

        OutboundMessage[] told = [.. host.Mail.Sent.Where(message => message.RevealAddress() == ContactScene.Mira && message.About is RecoveryEventKind.WaitReminder or RecoveryEventKind.WaitEnded)];
        Assert.Equal(RecoveryEventKind.WaitEnded, Assert.Single(told).About);

        // The host's audit has each at its own time.
        Assert.Equal(
            ((int[])[7, 14, 21, 23, 27, 29, 30]).Select(day => since + Duration.FromDays(day)),
            host.Sink.Delivered.Where(event_ => event_.Kind is RecoveryEventKind.WaitReminder or RecoveryEventKind.WaitEnded).Select(event_ => event_.At));
    }

    [Fact]
    public async Task D10_While_the_servers_are_down_nothing_is_lost_within_72_hours()
    {
        await using var host = new TestHost(sends: true);
        Instant since = await BeginAsync(host);
        host.Mail.FailAlways();
        await host.SweepAtAsync(since + Duration.FromDays(7));
        Assert.Equal(0, Told(host, ContactScene.Mira));

        host.Mail.Recover();
        await host.SweepAtAsync(since + Duration.FromDays(10) - ContactScene.Grain);

        Assert.All((string[])[ContactScene.Mira, ContactScene.Phone, WaitScene.Elsewhere], address => Assert.Equal(1, Told(host, address)));
    }

    /// <summary>The day is the seventh, however long it took to be told; and one message has one id, however often it is tried.</summary>
    [Fact]
    public async Task D10_A_message_that_is_tried_again_bears_the_same_id()
    {
        await using var host = new TestHost(sends: true);
        Instant since = await BeginAsync(host);
        host.Mail.Clear();
        host.Mail.FailNext(3);
        await host.SweepAtAsync(since + Duration.FromDays(7));
        await host.SweepAtAsync(since + Duration.FromDays(8));

        Assert.Equal(3, host.Mail.Sent.Count);
        Assert.Equal(6, host.Mail.Tried.Count);
        Assert.Equal(3, host.Mail.Tried.Select(message => message.Id).Distinct().Count());
    }

    private static int[] Hours(params int[] days) => [.. days.Select(day => 24 * day)];

    private static bool IsOfWait(RecoveryEventKind kind) => kind is RecoveryEventKind.WaitStarted or RecoveryEventKind.WaitReminder or RecoveryEventKind.WaitEnded;

    private static int Told(TestHost host, string address) => host.NoticesTo(address).Count(about => about is RecoveryEventKind.WaitReminder or RecoveryEventKind.WaitEnded);

    private static async Task<Instant> BeginAsync(TestHost host)
    {
        ContactId mail = await host.AddFirstAsync();
        await host.AddByAsync(mail, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        Instant until = await host.StartWaitAsync();
        await host.SetNoticeAsync();
        await host.DrainAsync();
        return until - host.Policy.Wait;
    }
}
