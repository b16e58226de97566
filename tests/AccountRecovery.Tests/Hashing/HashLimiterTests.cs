namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class HashLimiterTests
{
    private const int Callers = 20;

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 64)]
    [InlineData(3, 8)]
    [InlineData(8, 64)]
    public async Task A1_No_more_work_runs_at_once_than_there_are_lanes(int lanes, int queue)
    {
        using var bounded = new HashLimiter(lanes, queue);
        var gauge = new Gauge();
        List<Task> work = [];
        for (int i = 0; i < 400; i++)
        {
            if (bounded.TryTake((CallerClass)(i % 3)) is { } lease)
            {
                work.Add(lease.RunAsync(gauge.Measure, CancellationToken.None));
            }
        }

        await Task.WhenAll(work);

        Assert.InRange(gauge.Most, 1, lanes);
        Assert.InRange(work.Count, 1, 400);
    }

    [Fact]
    public async Task A1_A_place_lives_with_its_work_also_when_its_caller_has_gone()
    {
        const int Lanes = 2;
        using var limiter = new HashLimiter(Lanes, queue: 4);

        (int most, int taken) = await StormAsync(
            () => limiter.TryTake(CallerClass.Attested),
            (lease, work, cancellationToken) => lease.RunAsync(work, cancellationToken),
            starts: Lanes);

        // Whoever went while waiting left room for the next, whoever went while working did not.
        Assert.Equal((Lanes, Callers), (most, taken));
    }

    [Fact]
    public async Task A1_A_limiter_that_lets_go_when_its_caller_does_is_caught()
    {
        const int Lanes = 2;
        using var slots = new SemaphoreSlim(Lanes, Lanes);

        (int most, int taken) = await StormAsync(
            () => slots.Wait(0) ? slots : null,
            async (slot, work, cancellationToken) =>
            {
                try
                {
                    return await Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(cancellationToken);
                }
                finally
                {
                    slot.Release();
                }
            },
            starts: Callers);

        Assert.Equal((Callers, Callers), (most, taken));
    }

    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(2, 64, 16)]
    [InlineData(3, 8, 2)]
    [InlineData(8, 64, 16)]
    [InlineData(64, 1024, 256)]
    public void Strangers_never_take_the_quarter_kept_for_the_attested(int lanes, int queue, int kept)
    {
        using var bounded = new HashLimiter(lanes, queue);
        List<HashLease> strangers = TakeAll(bounded, CallerClass.Anonymous);

        Assert.Equal(lanes + queue - kept, strangers.Count);
        Assert.Null(bounded.TryTake(CallerClass.Unknown));
        Assert.Equal(kept, TakeAll(bounded, CallerClass.Attested).Count);
        Assert.Null(bounded.TryTake(CallerClass.Attested));
    }

    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(2, 64, 16)]
    [InlineData(8, 64, 16)]
    public void Unknown_accounts_take_a_quarter_at_most(int lanes, int queue, int most)
    {
        using var bounded = new HashLimiter(lanes, queue);

        Assert.Equal(most, TakeAll(bounded, CallerClass.Unknown).Count);
        Assert.NotNull(bounded.TryTake(CallerClass.Anonymous));
    }

    [Theory]
    [InlineData(8, nameof(CallerClass.Anonymous), 6)]
    [InlineData(8, nameof(CallerClass.Unknown), 2)]
    [InlineData(4, nameof(CallerClass.Anonymous), 3)]
    [InlineData(4, nameof(CallerClass.Unknown), 1)]
    [InlineData(2, nameof(CallerClass.Anonymous), 2)]
    [InlineData(2, nameof(CallerClass.Unknown), 1)]
    [InlineData(8, nameof(CallerClass.Attested), 8)]
    public async Task From_four_lanes_on_a_quarter_of_them_runs_attested_work_only(int lanes, string use, int running)
    {
        using var bounded = new HashLimiter(lanes, queue: 64);
        using var open = new ManualResetEventSlim();
        using var started = new SemaphoreSlim(0);
        Task[] work = [.. TakeAll(bounded, Enum.Parse<CallerClass>(use)).Select(lease => lease.RunAsync(Hold, CancellationToken.None))];
        for (int i = 0; i < running; i++)
        {
            Assert.True(await started.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        // No other has started, and an attested one starts at once where lanes are kept.
        Assert.False(await started.WaitAsync(TimeSpan.FromMilliseconds(50)));
        Task? attested = bounded.TryTake(CallerClass.Attested)?.RunAsync(Hold, CancellationToken.None);
        if (running < lanes)
        {
            Assert.True(await started.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        open.Set();
        await Task.WhenAll(work.Append(attested ?? Task.CompletedTask));

        bool Hold()
        {
            started.Release();
            open.Wait();
            return true;
        }
    }

    [Fact]
    public async Task Attested_work_goes_first()
    {
        using var limiter = new HashLimiter(1, queue: 16);
        using var open = new ManualResetEventSlim();
        List<CallerClass> order = [];
        Task first = limiter.TryTake(CallerClass.Attested)!.RunAsync(() => { open.Wait(); return 0; }, CancellationToken.None);
        List<Task> rest = [];
        foreach (CallerClass callerClass in (CallerClass[])[CallerClass.Unknown, CallerClass.Anonymous, CallerClass.Attested, CallerClass.Anonymous, CallerClass.Attested])
        {
            rest.Add(limiter.TryTake(callerClass)!.RunAsync(() => { order.Add(callerClass); return 0; }, CancellationToken.None));
        }

        open.Set();
        await Task.WhenAll([first, .. rest]);

        Assert.Equal([CallerClass.Attested, CallerClass.Attested, CallerClass.Anonymous, CallerClass.Anonymous, CallerClass.Unknown], order);
    }

    [Fact]
    public async Task Disposing_ends_what_waits_lets_run_what_runs_and_takes_no_more()
    {
        var limiter = new HashLimiter(1, queue: 16);
        using var open = new ManualResetEventSlim();
        using var started = new ManualResetEventSlim();
        Task<int> running = limiter.TryTake(CallerClass.Attested)!.RunAsync(() => { started.Set(); open.Wait(); return 7; }, CancellationToken.None);
        started.Wait();
        Task<int> waiting = limiter.TryTake(CallerClass.Attested)!.RunAsync(() => 8, CancellationToken.None);
        HashLease lease = limiter.TryTake(CallerClass.Attested)!;

        limiter.Dispose();
        limiter.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => lease.RunAsync(() => 9, CancellationToken.None));
        Assert.Null(limiter.TryTake(CallerClass.Attested));
        open.Set();
        Assert.Equal(7, await running);
    }

    [Fact]
    public async Task What_the_work_throws_belongs_to_its_caller_and_the_lane_goes_on()
    {
        using var limiter = new HashLimiter(1, queue: 4);
        for (int i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<TimeoutException>(() => limiter.TryTake(CallerClass.Attested)!.RunAsync<int>(() => throw new TimeoutException(), CancellationToken.None));
        }

        Assert.Equal(5, TakeAll(limiter, CallerClass.Attested).Count);
    }

    internal static List<HashLease> TakeAll(HashLimiter limiter, CallerClass callerClass)
    {
        List<HashLease> places = [];
        while (limiter.TryTake(callerClass) is { } lease)
        {
            places.Add(lease);
        }

        return places;
    }

    // Callers come, one after another, and go while their work is held: the first of them when it has started, the others while it waits.
    private static async Task<(int Most, int Taken)> StormAsync<T>(Func<T?> take, Func<T, Func<int>, CancellationToken, Task<int>> run, int starts)
        where T : class
    {
        var gauge = new Gauge();
        using var open = new ManualResetEventSlim();
        int taken = 0;
        for (int i = 0; i < Callers; i++)
        {
            if (take() is not { } place)
            {
                continue;
            }

            taken++;
            using var gone = new CancellationTokenSource();
            var started = new ManualResetEventSlim();
            Task<int> work = run(place, () => gauge.Measure(() => { started.Set(); open.Wait(); }), gone.Token);
            if (taken <= starts)
            {
                Assert.True(started.Wait(TimeSpan.FromSeconds(30)));
            }

            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        }

        int most = gauge.Most;
        open.Set();
        gauge.WaitUntilIdle();
        return (most, taken);
    }

    private sealed class Gauge
    {
        private int _running;
        private int _most;

        internal int Most => Volatile.Read(ref _most);

        internal int Measure() => Measure(() => Thread.Sleep(2));

        internal int Measure(Action work)
        {
            int now = Interlocked.Increment(ref _running);
            int most;
            while (now > (most = Volatile.Read(ref _most)) && Interlocked.CompareExchange(ref _most, now, most) != most)
            {
            }

            work();
            return Interlocked.Decrement(ref _running);
        }

        internal void WaitUntilIdle() => SpinWait.SpinUntil(() => Volatile.Read(ref _running) == 0, TimeSpan.FromSeconds(10));
    }
}
