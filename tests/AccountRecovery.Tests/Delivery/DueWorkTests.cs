using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class DueWorkTests
{
    private readonly SteadyTime _steady = new();

    private TestHost Host(Action<AccountRecoveryOptions>? configure = null, IRecoveryStore? store = null) =>
        new(configure, store, listens: true, services: services => services.AddSingleton<TimeProvider>(_steady));

    [Fact]
    public async Task A_pending_set_ends_by_itself_at_its_instant_and_not_before()
    {
        await using TestHost host = Host(options => options.ConfirmBackupCodes = true);
        await host.IssueAsync();
        await host.DrainAsync();
        _steady.Pass(host.Clock, Duration.FromHours(24) - Duration.FromTicks(10));
        Assert.Equal(new DueWorkReport(0, 0, 0, ClockSuspect: false), await host.DueWork.RunAsync(10));
        _steady.Pass(host.Clock, Duration.FromTicks(10));

        Assert.Equal(new DueWorkReport(1, 1, 0, ClockSuspect: false), await host.DueWork.RunAsync(10));

        await host.DrainAsync();
        Assert.Null((await host.OpenAsync())!.BackupCodes.Pending);
        RecoveryEvent ended = host.Sink.Delivered[^1];
        Assert.Equal((RecoveryEventKind.PendingCodesExpired, TestHost.Start + Duration.FromHours(24)), (ended.Kind, ended.At));
        Assert.Equal(0, (await host.DueWork.RunAsync(10)).Examined);
    }

    [Fact]
    public async Task A_charge_whose_process_died_becomes_its_event()
    {
        await using TestHost host = Host();
        string[] codes = await host.IssueAsync();
        await host.DrainAsync();
        host.Hasher.DuringHash = () => throw new TimeoutException();
        await Assert.ThrowsAsync<TimeoutException>(() => host.RedeemAsync(codes[0]));
        _steady.Pass(host.Clock, Duration.FromSeconds(60));

        Assert.Equal(1, (await host.DueWork.RunAsync(10)).Changed);

        await host.DrainAsync();
        RecoveryEvent refused = host.Sink.Delivered[^1];
        Assert.Equal(
            (RecoveryEventKind.AttemptRefused, TestHost.Start, 1, TestHost.Stranger.Source), (refused.Kind, refused.At, refused.Count, refused.Source));
    }

    [Fact]
    public async Task Accounts_that_cannot_be_worked_on_do_not_keep_a_small_sweep_from_the_others()
    {
        await using TestHost host = Host(options => options.ConfirmBackupCodes = true);
        for (int i = 0; i < 5; i++)
        {
            var unreadable = new StoredRecord(new Revision(i), TestHost.Start, new byte[100]);
            await host.Store.TryWriteAsync(new AccountId($"unreadable-{i}"), null, unreadable, CancellationToken.None);
        }

        await host.IssueAsync();
        await host.DrainAsync();
        _steady.Pass(host.Clock, Duration.FromHours(24));

        Assert.Equal(new DueWorkReport(6, 1, 5, ClockSuspect: false), await host.DueWork.RunAsync(1));
    }

    [Fact]
    public async Task T2_A_sweep_whose_wall_clock_jumped_ends_nothing()
    {
        await using TestHost host = Host(options => options.ConfirmBackupCodes = true);
        await host.IssueAsync();
        await host.DrainAsync();
        await host.DueWork.RunAsync(10);
        host.Clock.Advance(Duration.FromDays(31));

        Assert.Equal(new DueWorkReport(0, 0, 0, ClockSuspect: true), await host.DueWork.RunAsync(10));

        Assert.NotNull((await host.OpenAsync())!.BackupCodes.Pending);
        host.Clock.Advance(-Duration.FromDays(31));
        Assert.True((await host.DueWork.RunAsync(10)).ClockSuspect);
        Assert.False((await host.DueWork.RunAsync(10)).ClockSuspect);
    }

    [Theory]
    [InlineData(300, false)]
    [InlineData(-300, false)]
    [InlineData(301, true)]
    [InlineData(-301, true)]
    public async Task T2_The_wall_clock_may_drift_from_the_steady_one_by_five_minutes(int seconds, bool suspect)
    {
        await using TestHost host = Host();
        await host.DueWork.RunAsync(10);
        _steady.Pass(host.Clock, Duration.FromMinutes(1));
        host.Clock.Advance(Duration.FromSeconds(seconds));

        Assert.Equal(suspect, (await host.DueWork.RunAsync(10)).ClockSuspect);
    }

    [Fact]
    public async Task An_account_that_does_not_open_does_not_keep_the_sweep_from_the_others()
    {
        await using TestHost host = Host(options => options.ConfirmBackupCodes = true);
        AccountId[] accounts = [.. Enumerable.Range(0, 9).Select(i => new AccountId($"account-{i}"))];
        foreach (AccountId account in accounts)
        {
            await host.IssueAsync(account);
        }

        await host.DrainAsync();
        await BreakAsync(host.Store, accounts[0]);
        await BreakAsync(host.Store, accounts[4]);
        _steady.Pass(host.Clock, Duration.FromHours(24));

        Assert.Equal(new DueWorkReport(9, 7, 2, ClockSuspect: false), await host.DueWork.RunAsync(100));

        Assert.Equal(2, (await host.DueWork.RunAsync(100)).Failed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(250)]
    [InlineData(1_000)]
    public async Task A_sweep_pages_through_all_that_is_due_and_looks_at_no_more_than_asked(int most)
    {
        await using TestHost host = Host(options => options.ConfirmBackupCodes = true);
        const int Accounts = 250;
        for (int i = 0; i < Accounts; i++)
        {
            await host.IssueAsync(new AccountId($"account-{i}"));
        }

        await host.DrainAsync();
        _steady.Pass(host.Clock, Duration.FromHours(24));

        int expected = Math.Min(most, Accounts);
        Assert.Equal(new DueWorkReport(expected, expected, 0, ClockSuspect: false), await host.DueWork.RunAsync(most));
        await host.DrainAsync();
        Assert.Equal(expected, host.Sink.Delivered.Count(e => e.Kind == RecoveryEventKind.PendingCodesExpired));
    }

    private static async Task BreakAsync(IRecoveryStore store, AccountId account)
    {
        StoredRecord stored = (await store.ReadAsync(account, default))!;
        byte[] altered = stored.Sealed.ToArray();
        altered[^1] ^= 1;
        Assert.True(await store.TryWriteAsync(account, stored.Revision, stored with { Sealed = altered }, default));
    }
}
