using System.Security.Cryptography;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Floods of guesses: what is counted, what is compared, what is told.</summary>
[Trait("Category", "NoText")]
public sealed class ChargedAttemptRaces
{
    private const int Free = 5;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task S2_Parallel_wrong_codes_cost_no_more_hashes_and_tell_no_more_than_the_free_attempts(int applications)
    {
        Flood flood = await FloodAsync(new YieldingStore(InMemory.Store()), applications, FullRun.Or(50, 500));

        Assert.Equal(Free, flood.Hashes);
        Assert.Equal(Free, flood.Revealed);
        Assert.Equal(Free, flood.Stored);
        Assert.Equal(flood.Requests, flood.Revealed + flood.Paused);
    }

    /// <summary>One free attempt is left, and all racers want it.</summary>
    [Fact]
    public async Task S2_In_every_schedule_one_racer_is_examined_and_the_others_are_paused()
    {
        int racers = FullRun.Or(2, 3);
        await using var race = new TurnstileRace(racers);
        string[] wrong = await LeaveOneAttemptAsync(race);

        IReadOnlyList<TurnstileRace.Run<RedeemOutcome>> runs = await race.RunAllAsync(host => host.RedeemAsync(wrong[0]));

        Assert.Equal(FullRun.Or(30, 2_016), runs.Count);
        Assert.All(runs, run =>
        {
            Assert.Equal((1, Free), (run.Hashes, run.After.BackupCodes.Budgets.Anonymous.Failures));
            Assert.Single(run.Outcomes, outcome => outcome is RedeemOutcome.Refused { Why: Refusal.WrongCode });
            Assert.Equal(racers - 1, run.Outcomes.Count(outcome => outcome is RedeemOutcome.Paused));
        });
    }

    [Fact]
    public async Task S2_A_store_that_ignores_revisions_is_caught()
    {
        await using var race = new TurnstileRace(2, database: store => new NaiveStore(store));
        string[] wrong = await LeaveOneAttemptAsync(race);

        IReadOnlyList<TurnstileRace.Run<RedeemOutcome>> runs = await race.RunAllAsync(host => host.RedeemAsync(wrong[0]));

        // Both read that an attempt is left; both are compared, and one of them is counted.
        TurnstileRace.Run<RedeemOutcome> caught = Assert.Single(
            runs, run => run.Schedule == "A reads, B reads, A writes, B writes, A reads, B reads, A writes, B writes");
        Assert.Equal((2, Free), (caught.Hashes, caught.After.BackupCodes.Budgets.Anonymous.Failures));
    }

    [Fact]
    public async Task S2_The_count_is_durable_before_the_secret_is_compared()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        List<int> counted = [];
        host.Hasher.DuringHash = () => counted.Add(host.OpenAsync().GetAwaiter().GetResult()!.BackupCodes.Budgets.Anonymous.Failures);

        foreach (string wrong in TestHost.WrongCodes(codes).Take(4))
        {
            await host.RedeemAsync(wrong);
        }

        await host.RedeemAsync(codes[0]);
        Assert.Equal([1, 2, 3, 4, 5], counted);
    }

    [Fact]
    public async Task S2_A_process_that_dies_in_the_hash_leaves_the_count()
    {
        InMemoryRecoveryStore store = InMemory.Store();
        await using var hosts = new Hosts(2, store, listens: true);
        string[] codes = await hosts.First.IssueAsync();
        hosts.First.Hasher.DuringHash = () => throw new InvalidOperationException("The process is gone.");
        for (int i = 0; i < Free; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => hosts.First.RedeemAsync(codes[i]));
        }

        Assert.IsType<RedeemOutcome.Paused>(await hosts.All[1].RedeemAsync(codes[0]));

        hosts.Advance(Duration.FromSeconds(60));
        await hosts.All[1].DueWork.RunAsync(10);
        AccountRecord record = (await hosts.First.OpenAsync())!;
        Assert.Equal((Free, 0), (record.BackupCodes.Budgets.Anonymous.Failures, record.BackupCodes.Budgets.Anonymous.InFlight.Length));
        Assert.Equal(10, record.BackupCodes.Live!.Remaining);
    }

    [Fact]
    public async Task S2_Refusals_before_the_charge_count_nothing_and_write_nothing()
    {
        var store = new CountingStore(InMemory.Store());
        await using var host = new TestHost(options => options.AttemptCap = 10, store);
        string[] codes = await host.IssueAsync();
        string[] wrong = [.. TestHost.WrongCodes(codes).Take(10)];
        foreach (string code in wrong.Take(Free))
        {
            await host.RedeemAsync(code);
        }

        await Refused<RedeemOutcome.Paused>();
        foreach (string code in wrong.Skip(Free))
        {
            host.Clock.Advance(Duration.FromHours(1));
            await host.RedeemAsync(code);
        }

        host.Clock.Advance(Duration.FromHours(1));
        await Refused<RedeemOutcome.Closed>();

        async Task Refused<T>()
            where T : RedeemOutcome
        {
            (int writes, int hashes) = (store.Writes, host.Hasher.Hashes);
            Assert.IsType<T>(await host.RedeemAsync(codes[0]));
            Assert.IsType<RedeemOutcome.Malformed>(await host.RedeemAsync("no code"));
            Assert.IsType<RedeemOutcome.Refused>(await host.RedeemAsync(codes[0], await host.VouchAsync(ProofPurpose.Recover)));
            Assert.Equal((writes, hashes), (store.Writes, host.Hasher.Hashes));
        }
    }

    [Fact]
    public async Task S3_The_right_code_in_a_burst_past_the_limit_is_refused()
    {
        int rounds = FullRun.Or(60, 1_000);
        int requests = FullRun.Or(100, 1_000);
        for (int round = 0; round < rounds; round++)
        {
            Burst burst = await BurstAsync(InMemory.Store(), applications: 1, requests);
            Assert.True(burst.IsWithinTheLimit, $"{burst}");
        }
    }

    /// <summary>So a burst finds the code as often as chance puts it among the first five.</summary>
    [Fact]
    public async Task S3_Wherever_the_right_code_is_in_a_row_of_guesses_it_is_accepted_among_the_first_five_alone()
    {
        const int Guesses = 12;
        for (int before = 0; before < Guesses; before++)
        {
            await using var host = new TestHost();
            string[] codes = await host.IssueAsync();
            string[] wrong = [.. TestHost.WrongCodes(codes).Take(before)];
            foreach (string guess in wrong)
            {
                await host.RedeemAsync(guess);
            }

            RedeemOutcome outcome = await host.RedeemAsync(codes[0]);

            Assert.Equal(before < Free, outcome is RedeemOutcome.Redeemed);
            Assert.Equal(before >= Free, outcome is RedeemOutcome.Paused);
        }
    }

    /// <summary>One free attempt is left; A types the right code, B a wrong one. Both are examined only where A has succeeded before B is counted.</summary>
    [Fact]
    public async Task S3_In_every_schedule_the_right_code_is_refused_where_the_wrong_one_took_the_last_attempt()
    {
        await using var race = new TurnstileRace(2);

        IReadOnlyList<TurnstileRace.Run<RedeemOutcome>> runs = await RightAgainstWrongAsync(race);

        Assert.All(runs, run => Assert.True(
            run switch
            {
                { Hashes: 1, Outcomes: [RedeemOutcome.Redeemed, RedeemOutcome.Paused] } => true,
                { Hashes: 1, Outcomes: [RedeemOutcome.Paused, RedeemOutcome.Refused { Why: Refusal.WrongCode }] } => true,
                { Hashes: 2, Outcomes: [RedeemOutcome.Redeemed, RedeemOutcome.Refused { Why: Refusal.WrongCode }] } => IsAcceptedBeforeBIsCounted(run.Schedule),
                _ => false,
            },
            $"{run}"));
        Assert.Equal(3, runs.Select(run => (run.Hashes, run.Outcomes[0].GetType())).Distinct().Count());
    }

    [Fact]
    public async Task S3_A_store_that_ignores_revisions_is_caught()
    {
        await using var race = new TurnstileRace(2, database: store => new NaiveStore(store));

        IReadOnlyList<TurnstileRace.Run<RedeemOutcome>> runs = await RightAgainstWrongAsync(race);

        TurnstileRace.Run<RedeemOutcome> caught = Assert.Single(
            runs, run => run.Schedule == "A reads, B reads, A writes, B writes, A reads, B reads, A writes, B writes");
        Assert.False(IsAcceptedBeforeBIsCounted(caught.Schedule));
        Assert.Equal(2, caught.Hashes);
        Assert.IsType<RedeemOutcome.Redeemed>(caught.Outcomes[0]);
    }

    private static async Task<IReadOnlyList<TurnstileRace.Run<RedeemOutcome>>> RightAgainstWrongAsync(TurnstileRace race)
    {
        string[] codes = await race.Referee.IssueAsync();
        string[] wrong = await LeaveOneAttemptAsync(race, codes);
        return await race.RunAllAsync<RedeemOutcome>([host => host.RedeemAsync(codes[0]), host => host.RedeemAsync(wrong[0])]);
    }

    // The last two writes of each are its count and its verdict.
    private static bool IsAcceptedBeforeBIsCounted(string schedule)
    {
        string[] steps = schedule.Split(", ");
        return Array.LastIndexOf(steps, "A writes") < Array.LastIndexOf(steps, "B writes", Array.LastIndexOf(steps, "B writes") - 1);
    }

    private static async Task<string[]> LeaveOneAttemptAsync(TurnstileRace race, string[]? codes = null)
    {
        string[] wrong = [.. TestHost.WrongCodes(codes ?? await race.Referee.IssueAsync()).Take(Free)];
        foreach (string code in wrong[1..])
        {
            await race.Referee.RedeemAsync(code);
        }

        return wrong;
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(32)]
    public async Task A2_One_attempt_is_one_hash_however_many_codes_are_live(int live)
    {
        await using var host = new TestHost(options => options.BackupCodeCount = live);
        string[] codes = await host.IssueAsync();
        Assert.Equal(live, host.Hasher.Hashes);

        await host.RedeemAsync(TestHost.WrongCodes(codes).First());
        Assert.Equal(live + 1, host.Hasher.Hashes);
        await host.RedeemAsync(codes[^1]);
        Assert.Equal(live + 2, host.Hasher.Hashes);
    }

    [Fact]
    public async Task A2_Full_lanes_are_busy_and_nothing_is_charged_or_written()
    {
        var store = new CountingStore(InMemory.Store());
        await using var host = new TestHost(options => (options.HashingLanes, options.HashingQueue) = (1, 4), store);
        string[] codes = await host.IssueAsync();
        AccountId bob = new("bob");
        string[] bobs = await host.IssueAsync(bob);
        using var open = new ManualResetEventSlim();
        host.Hasher.DuringHash = open.Wait;
        Task<RedeemOutcome>[] running = [.. bobs.Take(4).Select(code => host.RedeemAsync(code, account: bob))];
        (int writes, int hashes) = (store.Writes, host.Hasher.Hashes);

        RedeemOutcome[] busy = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.RedeemAsync(codes[0]))).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.All(busy, outcome => Assert.Equal(new RedeemOutcome.Busy(BusyReason.Lanes), outcome));
        Assert.Equal(writes, store.Writes);
        Assert.Equal(0, (await host.Codes.GetStatusAsync(TestHost.Alice)).Anonymous.Failures);
        open.Set();
        Assert.All(await Task.WhenAll(running), outcome => Assert.IsType<RedeemOutcome.Redeemed>(outcome));
        Assert.Equal(bobs.Length * 2 + 4, host.Hasher.Hashes);
        Assert.True(hashes <= host.Hasher.Hashes);
    }

    [Fact]
    public async Task C9_A_stored_cost_out_of_bounds_is_refused_before_work()
    {
        var store = new CountingStore(InMemory.Store());
        await using var host = new TestHost(store: store);
        string[] codes = await host.IssueAsync();
        AccountRecord record = (await host.OpenAsync())!;
        (string Scheme, string Cost)[] hostile =
        [
            ("argon2id", "v=19,m=4194304,t=2,p=1"), ("argon2id", "v=19,m=8,t=2,p=1"), ("argon2id", "v=19,m=19456,t=0,p=1"),
            ("argon2id", "v=19,m=19456,t=2147483647,p=1"), ("argon2id", ""), ("argon2d", "v=19,m=19456,t=2,p=1"), ("", ""), ("test-hmac-sha256", "some"),
        ];
        foreach ((string scheme, string cost) in hostile)
        {
            CodeSet live = record.BackupCodes.Live! with { Scheme = scheme, Cost = cost };
            await host.PutAsync(record with { BackupCodes = record.BackupCodes with { Live = live } });
            (int writes, int hashes) = (store.Writes, host.Hasher.Hashes);
            long allocated = GC.GetAllocatedBytesForCurrentThread();

            Assert.Equal(new RedeemOutcome.Refused(Refusal.HashNotAccepted), await host.RedeemAsync(codes[0]));

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < 1 << 20);
            Assert.Equal((writes, hashes), (store.Writes, host.Hasher.Hashes));
        }
    }

    private static async Task<Flood> FloodAsync(IRecoveryStore store, int applications, int requests)
    {
        await using var hosts = new Hosts(applications, store, options => options.HashingQueue = 1024);
        string[] codes = await hosts.First.IssueAsync();
        int before = hosts.All.Sum(host => host.Hasher.Hashes);
        string[] wrong = [.. TestHost.WrongCodes(codes).Take(requests)];

        RedeemOutcome[] outcomes = await Task.WhenAll(wrong.Select((code, i) => Task.Run(() => hosts.All[i % applications].RedeemAsync(code))));

        return new Flood(
            requests,
            hosts.All.Sum(host => host.Hasher.Hashes) - before,
            outcomes.Count(outcome => outcome is RedeemOutcome.Refused),
            outcomes.Count(outcome => outcome is RedeemOutcome.Paused),
            (await hosts.First.OpenAsync())!.BackupCodes.Budgets.Anonymous.Failures);
    }

    private static async Task<Burst> BurstAsync(IRecoveryStore store, int applications, int requests)
    {
        await using var hosts = new Hosts(applications, store, options => options.HashingQueue = 1024);
        string[] codes = await hosts.First.IssueAsync();
        string[] typed = [.. TestHost.WrongCodes(codes).Take(requests - 1), codes[0]];
        RandomNumberGenerator.Shuffle(typed.AsSpan());
        int before = hosts.All.Sum(host => host.Hasher.Hashes);

        RedeemOutcome[] outcomes = await Task.WhenAll(typed.Select((code, i) => Task.Run(() => hosts.All[i % applications].RedeemAsync(code))));

        return new Burst(outcomes.Count(outcome => outcome is RedeemOutcome.Redeemed), hosts.All.Sum(host => host.Hasher.Hashes) - before);
    }

    private sealed record Burst(int Successes, int Hashes)
    {
        // The right one resets the count, so after it up to five more may be examined.
        internal bool IsWithinTheLimit => Successes <= 1 && Hashes >= Free && Hashes <= (Successes == 0 ? Free : 2 * Free);
    }

    private sealed record Flood(int Requests, int Hashes, int Revealed, int Paused, int Stored);
}
