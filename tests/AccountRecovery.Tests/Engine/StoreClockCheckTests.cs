using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>A machine whose clock is far apart from the store's own decides nothing.</summary>
public sealed class StoreClockCheckTests : IDisposable
{
    private static readonly Duration Tolerance = Duration.FromMinutes(5);
    private static readonly Duration Microsecond = Duration.FromTicks(10);
    private static readonly Duration Minute = Duration.FromMinutes(1);

    private readonly ClockedScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(1, -1, false)]
    [InlineData(1, 0, false)]
    [InlineData(1, 1, true)]
    [InlineData(-1, -1, false)]
    [InlineData(-1, 0, false)]
    [InlineData(-1, 1, true)]
    public async Task T2_A_clock_more_than_five_minutes_apart_from_the_stores_refuses_and_writes_nothing(int side, int microseconds, bool suspect)
    {
        await using TestHost host = _scene.Host(options => options.ConfirmBackupCodes = true);
        string[] codes = await host.IssueAsync();
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        _scene.SetApart((Tolerance + (Microsecond * microseconds)) * side);
        (int writes, int hashes) = (_scene.Inner.Writes, host.Hasher.Hashes);

        ConfirmOutcome confirmed = await host.Codes.ConfirmAsync(TestHost.Alice, codes[0], TestHost.Owner);
        RedeemOutcome redeemed = await host.RedeemAsync(codes[0]);
        IssueOutcome issued = await host.Codes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password));
        RevokeOutcome revoked = await host.Codes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(password));
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
            Assert.Equal((writes, hashes), (_scene.Inner.Writes, host.Hasher.Hashes));
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
        await using TestHost host = _scene.Host();
        await host.IssueAsync();
        await host.PutAsync((await host.OpenAsync())! with { Latest = _scene.Now + Duration.FromDays(31) });
        _scene.SetApart(Duration.FromDays(31));
        StoredRecord? before = await _scene.Store.ReadAsync(TestHost.Alice, default);

        Assert.Equal(new RepairOutcome.Busy(BusyReason.ClockSuspect), await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner));

        Assert.Equal(before, await _scene.Store.ReadAsync(TestHost.Alice, default));
        _scene.SetApart(Duration.Zero);
        Assert.IsType<RepairOutcome.Repaired>(await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner));
    }

    [Fact]
    public async Task It_heals_a_minute_later_at_the_soonest_and_each_change_is_reported_once()
    {
        await using TestHost host = _scene.Host();
        string[] codes = await host.IssueAsync();
        _scene.SetApart(Duration.FromMinutes(10));
        for (int minute = 0; minute < 3; minute++)
        {
            Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await host.RedeemAsync(codes[0]));
            _scene.Pass(Minute);
        }

        Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await host.RedeemAsync(codes[0]));
        _scene.Store.Clock = () => ValueTask.FromResult(_scene.Now);
        _scene.Pass(Minute - Duration.FromTicks(1));
        Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await host.RedeemAsync(codes[0]));
        _scene.Pass(Duration.FromTicks(1));

        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));

        Assert.Single(_scene.Warnings("more than five minutes apart"));
        Assert.Single(_scene.Warnings("agree again"));
        _scene.SetApart(-Duration.FromMinutes(10));
        Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await host.RedeemAsync(codes[1]));
        Assert.Equal((2, 1), (_scene.Warnings("more than five minutes apart").Length, _scene.Warnings("agree again").Length));
    }

    [Theory]
    [InlineData(-1, 0, false)]
    [InlineData(-1, 1, true)]
    [InlineData(1, 0, false)]
    [InlineData(1, 1, true)]
    public async Task An_answer_that_took_long_is_held_against_the_time_before_it_and_after_it(int side, int microseconds, bool suspect)
    {
        await using TestHost host = _scene.Host();
        string[] codes = await host.IssueAsync();
        Duration took = Duration.FromMinutes(20);
        _scene.Pass(Minute);
        _scene.Store.Clock = () =>
        {
            Instant before = _scene.Now;
            Instant after = host.Clock.Advance(took);
            return ValueTask.FromResult((side < 0 ? before : after) + ((Tolerance + (Microsecond * microseconds)) * side));
        };

        Assert.Equal(suspect, await host.RedeemAsync(codes[0]) is RedeemOutcome.Busy);
    }

    [Fact]
    public async Task Less_than_a_microsecond_counts_for_nothing()
    {
        await using TestHost host = _scene.Host();
        string[] codes = await host.IssueAsync();

        _scene.SetApart(Tolerance + Duration.FromTicks(9));

        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
    }

    [Fact]
    public async Task What_the_store_tells_may_be_any_instant()
    {
        await using TestHost host = _scene.Host();
        string[] codes = await host.IssueAsync();
        foreach (Instant told in (Instant[])[Instant.MinValue, Instant.MaxValue])
        {
            _scene.Store.Clock = () => ValueTask.FromResult(told);
            _scene.Pass(Minute);
            Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await host.RedeemAsync(codes[0]));
        }
    }
}
