using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AccountRecovery;

/// <summary>A machine whose clock is far apart from the store's own decides nothing. Here the check is on although the clock is a manual one.</summary>
public sealed class StoreClockCheckTests : IDisposable
{
    private static readonly Duration Tolerance = Duration.FromMinutes(5);
    private static readonly Duration Microsecond = Duration.FromTicks(10);
    private static readonly Duration Minute = Duration.FromMinutes(1);

    private readonly SteadyTime _steady = new();
    private readonly LogSpy _log = new();
    private readonly CountingStore _inner = new(InMemory.Store());
    private readonly ClockedStore _store;
    private ManualClock _wall = new(TestHost.Start);

    public StoreClockCheckTests()
    {
        _store = new ClockedStore(_inner, () => ValueTask.FromResult(Now));
    }

    private Instant Now => _wall.GetCurrentInstant();

    public void Dispose() => _log.Dispose();

    private TestHost Host(Action<AccountRecoveryOptions>? configure = null)
    {
        var host = new TestHost(configure, _store, services: services =>
        {
            services.AddSingleton<TimeProvider>(_steady);
            services.AddSingleton<ILoggerFactory>(_log);
            services.Replace(ServiceDescriptor.Singleton(provider => new StoreClockCheck(
                _store,
                provider.GetRequiredService<RecoveryClock>(),
                provider.GetRequiredService<SteadyClock>(),
                AccountRecoveryServices.Logger<StoreClockCheck>(provider))));
        });
        _wall = host.Clock;
        return host;
    }

    // The store's clock is so far apart from now on, and a minute passes, so that the next call looks.
    private void SetApart(Duration apart)
    {
        _store.Clock = () => ValueTask.FromResult(Now + apart);
        _steady.Pass(_wall, Minute);
    }

    private string[] Warnings(string of) => [.. _log.Lines.Where(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains(of, StringComparison.Ordinal))];

    [Theory]
    [InlineData(1, -1, false)]
    [InlineData(1, 0, false)]
    [InlineData(1, 1, true)]
    [InlineData(-1, -1, false)]
    [InlineData(-1, 0, false)]
    [InlineData(-1, 1, true)]
    public async Task T2_A_clock_more_than_five_minutes_apart_from_the_stores_refuses_and_writes_nothing(int side, int microseconds, bool suspect)
    {
        await using TestHost host = Host(options => options.ConfirmBackupCodes = true);
        string[] codes = await host.IssueAsync();
        Ticket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        SetApart((Tolerance + (Microsecond * microseconds)) * side);
        (int writes, int hashes) = (_inner.Writes, host.Hasher.Hashes);

        ConfirmOutcome confirmed = await host.Codes.ConfirmAsync(TestHost.Alice, codes[0], TestHost.Owner);
        RedeemOutcome redeemed = await host.RedeemAsync(codes[0]);
        IssueOutcome issued = await host.Codes.GenerateAsync(TestHost.Alice, [password], TestHost.Owner);
        RevokeOutcome revoked = await host.Codes.RevokeAsync(TestHost.Alice, [password], TestHost.Owner);
        ImportOutcome imported = await host.Codes.ImportAsync(new AccountId("bob"), ["1234 5678"], CodeFormat.BackupCode, TestHost.Owner);

        Assert.Equal(suspect, (await host.DueWork.RunAsync(10)).ClockSuspect);
        if (suspect)
        {
            Assert.Equal(new ConfirmOutcome.Busy(BusyReason.ClockSuspect), confirmed);
            Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), redeemed);
            Assert.Equal(new IssueOutcome.Busy(BusyReason.ClockSuspect), issued);
            Assert.Equal(new RevokeOutcome.Busy(BusyReason.ClockSuspect), revoked);
            Assert.Equal(new ImportOutcome.Busy(BusyReason.ClockSuspect), imported);
            Assert.Equal(new RepairOutcome.Busy(BusyReason.ClockSuspect), await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner));
            Assert.Equal((writes, hashes), (_inner.Writes, host.Hasher.Hashes));
        }
        else
        {
            Assert.IsType<ConfirmOutcome.Confirmed>(confirmed);
            Assert.IsType<RedeemOutcome.Redeemed>(redeemed);
            Assert.IsType<IssueOutcome.AwaitingConfirmation>(issued);
            Assert.IsType<RevokeOutcome.Revoked>(revoked);
            Assert.IsType<ImportOutcome.Imported>(imported);
            Assert.Equal(new RepairOutcome.NotNeeded(), await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner));
        }
    }

    [Fact]
    public async Task T2_A_clock_that_is_wrong_itself_repairs_no_record()
    {
        await using TestHost host = Host();
        await host.IssueAsync();
        await host.PutAsync((await host.OpenAsync())! with { Latest = Now + Duration.FromDays(31) });
        SetApart(Duration.FromDays(31));
        StoredRecord? before = await _store.ReadAsync(TestHost.Alice, default);

        Assert.Equal(new RepairOutcome.Busy(BusyReason.ClockSuspect), await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner));

        Assert.Equal(before, await _store.ReadAsync(TestHost.Alice, default));
        SetApart(Duration.Zero);
        Assert.IsType<RepairOutcome.Repaired>(await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner));
    }

    [Fact]
    public async Task It_heals_a_minute_later_at_the_soonest_and_each_change_is_told_once()
    {
        await using TestHost host = Host();
        string[] codes = await host.IssueAsync();
        SetApart(Duration.FromMinutes(10));
        for (int minute = 0; minute < 3; minute++)
        {
            Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await host.RedeemAsync(codes[0]));
            _steady.Pass(host.Clock, Minute);
        }

        Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await host.RedeemAsync(codes[0]));
        _store.Clock = () => ValueTask.FromResult(Now);
        _steady.Pass(host.Clock, Minute - Duration.FromTicks(1));
        Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await host.RedeemAsync(codes[0]));
        _steady.Pass(host.Clock, Duration.FromTicks(1));

        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));

        Assert.Single(Warnings("more than five minutes apart"));
        Assert.Single(Warnings("agree again"));
        SetApart(-Duration.FromMinutes(10));
        Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await host.RedeemAsync(codes[1]));
        Assert.Equal((2, 1), (Warnings("more than five minutes apart").Length, Warnings("agree again").Length));
    }

    [Fact]
    public async Task The_store_is_asked_at_most_once_a_minute_of_the_steady_clock()
    {
        await using TestHost host = Host();
        string[] codes = await host.IssueAsync();
        for (int call = 0; call < 3; call++)
        {
            await host.RedeemAsync(codes[call]);
            await host.DueWork.RunAsync(10);
        }

        Assert.Equal(1, _store.Asked);
        _steady.Pass(host.Clock, Minute - Duration.FromTicks(1));
        await host.RedeemAsync(codes[3]);
        host.Clock.Advance(Duration.FromHours(2));
        await host.RedeemAsync(codes[4]);
        Assert.Equal(1, _store.Asked);
        _steady.Pass(host.Clock, Duration.FromTicks(1));
        await host.RedeemAsync(codes[5]);
        await host.RedeemAsync(codes[6]);

        Assert.Equal(2, _store.Asked);
    }

    [Fact]
    public async Task One_caller_asks_and_the_others_go_by_the_last_answer()
    {
        await using TestHost host = Host();
        string[] codes = await host.IssueAsync();
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource<Instant>();
        _store.Clock = () =>
        {
            asked.SetResult();
            return new ValueTask<Instant>(answer.Task);
        };
        _steady.Pass(host.Clock, Minute);

        Task<RedeemOutcome> asking = host.RedeemAsync(codes[0]);
        await asked.Task;

        // On the same account: the one who waits for the store's clock holds nobody up.
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[1]));
        _store.Clock = () => ValueTask.FromResult(Now);
        _steady.Pass(host.Clock, Minute);
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[2]));
        Assert.Equal((2, false), (_store.Asked, asking.IsCompleted));
        answer.SetResult(Now + Duration.FromMinutes(6));
        Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await asking);
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[3]));
        Assert.Equal(3, _store.Asked);
    }

    [Fact]
    public async Task T2_Before_the_first_answer_everybody_waits_so_a_wrong_clock_never_writes()
    {
        await using TestHost host = Host();
        var answer = new TaskCompletionSource<Instant>();
        _store.Clock = () => new ValueTask<Instant>(answer.Task);

        Task<ImportOutcome>[] calls = [.. Enumerable.Range(0, 8).Select(i =>
            host.Codes.ImportAsync(new AccountId($"account-{i}"), ["1234 5678"], CodeFormat.BackupCode, TestHost.Owner).AsTask())];
        answer.SetResult(Now - Duration.FromDays(1));

        Assert.All(await Task.WhenAll(calls), outcome => Assert.Equal(new ImportOutcome.Busy(BusyReason.ClockSuspect), outcome));
        Assert.Equal((1, 0), (_store.Asked, _inner.Writes));
    }

    [Fact]
    public async Task A_caller_who_goes_away_spoils_the_answer_for_nobody()
    {
        await using TestHost host = Host();
        using var gone = new CancellationTokenSource();
        var answer = new TaskCompletionSource<Instant>();
        _store.Clock = () => new ValueTask<Instant>(answer.Task);

        Task<RedeemOutcome> asking = host.Codes.RedeemAsync(TestHost.Alice, "1234 5678", ProofPurpose.SignIn, TestHost.Stranger, null, gone.Token).AsTask();
        Task<RedeemOutcome> waiting = host.RedeemAsync("1234 5678");
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        answer.SetResult(Now + Duration.FromHours(1));
        Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await waiting);
        Assert.Equal(1, _store.Asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_clock_that_cannot_be_read_changes_nothing_and_throws_at_nobody(bool suspect)
    {
        await using TestHost host = Host();
        string[] codes = await host.IssueAsync();
        SetApart(suspect ? Duration.FromMinutes(6) : Duration.Zero);
        RedeemOutcome before = await host.RedeemAsync(codes[0]);
        _store.Clock = () => throw new IOException("The store was told to fail.");
        for (int minute = 1; minute <= 3; minute++)
        {
            _steady.Pass(host.Clock, Minute);

            RedeemOutcome after = await host.RedeemAsync(codes[minute]);

            Assert.Equal(before.GetType(), after.GetType());
            Assert.Equal(suspect, after is RedeemOutcome.Busy);
        }

        Assert.Equal(5, _store.Asked);
        Assert.Single(Warnings("could not be read"));
        SetApart(Duration.Zero);
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[4]));
    }

    [Fact]
    public async Task A_clock_that_cannot_be_read_from_the_start_stops_nothing_and_is_asked_again()
    {
        await using TestHost host = Host();
        _store.Clock = () => ValueTask.FromException<Instant>(new IOException("The store was told to fail."));
        string[] codes = await host.IssueAsync();
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
        SetApart(Duration.FromMinutes(6));

        Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await host.RedeemAsync(codes[1]));

        Assert.Equal(2, _store.Asked);
    }

    [Theory]
    [InlineData(-1, 0, false)]
    [InlineData(-1, 1, true)]
    [InlineData(1, 0, false)]
    [InlineData(1, 1, true)]
    public async Task An_answer_that_took_long_is_held_against_the_time_before_it_and_after_it(int side, int microseconds, bool suspect)
    {
        await using TestHost host = Host();
        string[] codes = await host.IssueAsync();
        Duration took = Duration.FromMinutes(20);
        _steady.Pass(host.Clock, Minute);
        _store.Clock = () =>
        {
            Instant before = Now;
            Instant after = host.Clock.Advance(took);
            return ValueTask.FromResult((side < 0 ? before : after) + ((Tolerance + (Microsecond * microseconds)) * side));
        };

        Assert.Equal(suspect, await host.RedeemAsync(codes[0]) is RedeemOutcome.Busy);
    }

    [Fact]
    public async Task Less_than_a_microsecond_counts_for_nothing()
    {
        await using TestHost host = Host();
        string[] codes = await host.IssueAsync();

        SetApart(Tolerance + Duration.FromTicks(9));

        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
    }

    [Fact]
    public async Task What_the_store_tells_may_be_any_instant()
    {
        await using TestHost host = Host();
        string[] codes = await host.IssueAsync();
        foreach (Instant told in (Instant[])[Instant.MinValue, Instant.MaxValue])
        {
            _store.Clock = () => ValueTask.FromResult(told);
            _steady.Pass(host.Clock, Minute);
            Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await host.RedeemAsync(codes[0]));
        }
    }
}
