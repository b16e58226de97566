namespace AccountRecovery;

/// <summary>The lanes as the services use them: who gets in under load, and how much runs at once.</summary>
[Collection(Alone.Name)]
public sealed class HashingLoadTests
{
    [Fact]
    public async Task A1_Callers_who_go_leave_no_more_work_running_than_there_are_lanes()
    {
        const int Lanes = 2;
        await using var host = new TestHost(options => (options.HashingLanes, options.HashingQueue) = (Lanes, 16));
        string[] codes = await host.IssueAsync();
        AccountRecord record = (await host.OpenAsync())!;
        AccountId[] accounts = [.. Enumerable.Range(0, FullRun.Or(200, 2_000)).Select(i => new AccountId($"account-{i}"))];
        foreach (AccountId account in accounts)
        {
            await host.PutAsync(record, account);
        }

        int running = 0;
        int most = 0;
        int hashes = host.Hasher.Hashes;
        host.Hasher.DuringHash = () =>
        {
            int now = Interlocked.Increment(ref running);
            most = Math.Max(most, now);
            Thread.Sleep(3);
            Interlocked.Decrement(ref running);
        };
        bool[] answered = await Task.WhenAll(accounts.Select((account, i) => Task.Run(async () =>
        {
            using var gone = new CancellationTokenSource();
            gone.CancelAfter(i % 2 == 0 ? TimeSpan.FromMinutes(1) : TimeSpan.FromMilliseconds(10));
            try
            {
                return await host.Codes.RedeemAsync(account, codes[0], TestHost.Stranger, cancellationToken: gone.Token) is not null;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        })));

        Assert.Equal(Lanes, most);
        Assert.True(host.Hasher.Hashes > hashes && answered.Contains(true));
        host.Hasher.DuringHash = null;
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[1]));
    }

    [Fact]
    public async Task A1_A_flood_of_strangers_leaves_room_for_an_attested_caller()
    {
        // All calls are there at once: none waits for a database before it is refused.
        await using var host = new TestHost(options => (options.HashingLanes, options.HashingQueue) = (2, 8), InMemory.Store());
        AccountId bob = new("bob");
        string[] codes = await host.IssueAsync();
        string[] bobs = await host.IssueAsync(bob);
        RecoveryTicket session = await host.VouchAsync(ProofPurpose.SignIn, HostProof.HostSession);
        using var open = new ManualResetEventSlim();
        host.Hasher.DuringHash = open.Wait;
        Task<RedeemOutcome>[] unknown = [.. Enumerable.Range(0, 20).Select(i => host.RedeemAsync("1234 5678", account: new AccountId($"nobody-{i}")))];
        Task<RedeemOutcome>[] strangers =
        [
            .. Enumerable.Range(0, 4).Select(i => host.RedeemAsync(bobs[i], account: bob)),
            .. Enumerable.Range(0, 20).Select(i => host.RedeemAsync(codes[i % 4])),
        ];

        Assert.Equal(2, unknown.Count(call => !call.IsCompleted));
        Assert.Equal(6, strangers.Count(call => !call.IsCompleted));
        Task<RedeemOutcome> owner = host.RedeemAsync(codes[9], session);
        Assert.False(owner.IsCompleted);
        open.Set();

        Assert.IsType<RedeemOutcome.Redeemed>(await owner);
        Assert.Equal(18, (await Task.WhenAll(unknown)).Count(outcome => outcome == new RedeemOutcome.Busy(BusyReason.Lanes)));
        Assert.Equal(18, (await Task.WhenAll(strangers)).Count(outcome => outcome == new RedeemOutcome.Busy(BusyReason.Lanes)));
    }
}
