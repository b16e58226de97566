using NodaTime;

namespace AccountRecovery;

/// <summary>How the store is asked for its clock: seldom, by one caller, and to nobody's harm.</summary>
public sealed class StoreClockAskingTests : IDisposable
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    private readonly ClockedScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task The_store_is_asked_at_most_once_a_minute_of_the_steady_clock()
    {
        await using TestHost host = _scene.Host();
        string[] codes = await host.IssueAsync();
        for (int call = 0; call < 3; call++)
        {
            await host.RedeemAsync(codes[call]);
            await host.DueWork.RunAsync(10);
        }

        Assert.Equal(1, _scene.Store.Asked);
        _scene.Pass(Minute - Duration.FromTicks(1));
        await host.RedeemAsync(codes[3]);
        host.Clock.Advance(Duration.FromHours(2));
        await host.RedeemAsync(codes[4]);
        Assert.Equal(1, _scene.Store.Asked);
        _scene.Pass(Duration.FromTicks(1));
        await host.RedeemAsync(codes[5]);
        await host.RedeemAsync(codes[6]);

        Assert.Equal(2, _scene.Store.Asked);
    }

    [Fact]
    public async Task One_caller_asks_and_the_others_go_by_the_last_answer()
    {
        await using TestHost host = _scene.Host();
        string[] codes = await host.IssueAsync();
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource<Instant>();
        _scene.Store.Clock = () =>
        {
            asked.SetResult();
            return new ValueTask<Instant>(answer.Task);
        };
        _scene.Pass(Minute);

        Task<RedeemOutcome> asking = host.RedeemAsync(codes[0]);
        await asked.Task;

        // On the same account: the one who waits for the store's clock holds nobody up.
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[1]));
        _scene.Store.Clock = () => ValueTask.FromResult(_scene.Now);
        _scene.Pass(Minute);
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[2]));
        Assert.Equal((2, false), (_scene.Store.Asked, asking.IsCompleted));
        answer.SetResult(_scene.Now + Duration.FromMinutes(6));
        Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await asking);
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[3]));
        Assert.Equal(3, _scene.Store.Asked);
    }

    [Fact]
    public async Task T2_Before_the_first_answer_everybody_waits_so_a_wrong_clock_never_writes()
    {
        await using TestHost host = _scene.Host();
        var answer = new TaskCompletionSource<Instant>();
        _scene.Store.Clock = () => new ValueTask<Instant>(answer.Task);

        Task<ImportOutcome>[] calls = [.. Enumerable.Range(0, 8).Select(i =>
            host.Codes.ImportAsync(new AccountId($"account-{i}"), ["1234 5678"], CodeFormat.BackupCode, TestHost.Owner).AsTask())];
        answer.SetResult(_scene.Now - Duration.FromDays(1));

        Assert.All(await Task.WhenAll(calls), outcome => Assert.Equal(new ImportOutcome.Busy(BusyReason.ClockSuspect), outcome));
        Assert.Equal((1, 0), (_scene.Store.Asked, _scene.Inner.Writes));
    }

    [Fact]
    public async Task A_caller_who_goes_away_spoils_the_answer_for_nobody()
    {
        await using TestHost host = _scene.Host();
        using var gone = new CancellationTokenSource();
        var answer = new TaskCompletionSource<Instant>();
        _scene.Store.Clock = () => new ValueTask<Instant>(answer.Task);

        Task<RedeemOutcome> asking = host.Codes.RedeemAsync(TestHost.Alice, "1234 5678", TestHost.Stranger, cancellationToken: gone.Token).AsTask();
        Task<RedeemOutcome> waiting = host.RedeemAsync("1234 5678");
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        answer.SetResult(_scene.Now + Duration.FromHours(1));
        Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await waiting);
        Assert.Equal(1, _scene.Store.Asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_clock_that_cannot_be_read_changes_nothing_and_throws_at_nobody(bool suspect)
    {
        await using TestHost host = _scene.Host();
        string[] codes = await host.IssueAsync();
        _scene.SetApart(suspect ? Duration.FromMinutes(6) : Duration.Zero);
        RedeemOutcome before = await host.RedeemAsync(codes[0]);
        _scene.Store.Clock = () => throw new IOException("The store was told to fail.");
        for (int minute = 1; minute <= 3; minute++)
        {
            _scene.Pass(Minute);

            RedeemOutcome after = await host.RedeemAsync(codes[minute]);

            Assert.Equal(before.GetType(), after.GetType());
            Assert.Equal(suspect, after is RedeemOutcome.Busy);
        }

        Assert.Equal(5, _scene.Store.Asked);
        Assert.Single(_scene.Warnings("could not be read"));
        _scene.SetApart(Duration.Zero);
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[4]));
    }

    [Fact]
    public async Task A_clock_that_cannot_be_read_from_the_start_stops_nothing_and_is_asked_again()
    {
        await using TestHost host = _scene.Host();
        _scene.Store.Clock = () => ValueTask.FromException<Instant>(new IOException("The store was told to fail."));
        string[] codes = await host.IssueAsync();
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
        _scene.SetApart(Duration.FromMinutes(6));

        Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await host.RedeemAsync(codes[1]));

        Assert.Equal(2, _scene.Store.Asked);
    }
}
