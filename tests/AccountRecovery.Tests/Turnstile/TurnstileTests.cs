using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>The turnstile itself: it goes through all schedules, once each, and says so when it cannot.</summary>
public sealed class TurnstileTests
{
    private static readonly StoredRecord Some = new(new Revision(1), null, new byte[] { 1 });

    [Theory]
    [InlineData(2, 1, 2)]
    [InlineData(2, 2, 6)]
    [InlineData(2, 4, 70)]
    [InlineData(3, 1, 6)]
    [InlineData(3, 2, 90)]
    public async Task Every_order_of_the_store_calls_is_run_once(int racers, int callsEach, int schedules)
    {
        List<string> seen = await SchedulesOfAsync(racers, async (store, _) =>
        {
            for (int call = 0; call < callsEach; call++)
            {
                await store.ReadAsync(TestHost.Alice, CancellationToken.None);
            }
        });

        Assert.Equal(schedules, seen.Count);
        Assert.Equal(schedules, seen.Distinct().Count());
        Assert.All(seen, schedule => Assert.Equal(racers * callsEach, schedule.Split(", ").Length));
    }

    [Fact]
    public async Task A_racer_that_takes_more_steps_where_it_loses_has_more_schedules_there()
    {
        // Whoever loses the write reads once more.
        List<string> seen = await SchedulesOfAsync(2, async (store, _) =>
        {
            if (!await store.TryWriteAsync(TestHost.Alice, null, Some, CancellationToken.None))
            {
                await store.ReadAsync(TestHost.Alice, CancellationToken.None);
            }
        });

        Assert.Equal(["A writes, B writes, B reads", "B writes, A writes, A reads"], seen);
    }

    [Fact]
    public async Task A_racer_with_two_calls_at_once_is_no_racer()
    {
        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(() => SchedulesOfAsync(
            1, (store, _) => Task.WhenAll(store.ReadAsync(TestHost.Alice, CancellationToken.None).AsTask(), store.ReadAsync(TestHost.Alice, CancellationToken.None).AsTask())));

        Assert.Equal("A reads while another call of it is parked: a racer makes one store call at a time.", fault.Message);
    }

    [Fact]
    public async Task Work_left_in_the_background_is_found()
    {
        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(() => SchedulesOfAsync(1, (store, run) =>
        {
            _ = store.ReadAsync(TestHost.Alice, CancellationToken.None).AsTask();
            return Task.CompletedTask;
        }));

        Assert.Equal("A reads after it has finished: what runs in the background has no place in a schedule.", fault.Message);
    }

    [Fact]
    public async Task A_race_that_chance_decides_is_found()
    {
        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(() => SchedulesOfAsync(2, async (store, run) =>
        {
            for (int call = 0; call < (run == 0 ? 2 : 1); call++)
            {
                await store.ReadAsync(TestHost.Alice, CancellationToken.None);
            }
        }));

        Assert.Contains("they do not do the same each time", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<List<string>> SchedulesOfAsync(int racers, Func<IRecoveryStore, int, Task> run)
    {
        Racer[] all = [.. Enumerable.Range(0, racers).Select(i => new Racer($"{(char)('A' + i)}"))];
        List<string> seen = [];
        int count = await Schedules.ForAllAsync(
            all,
            () =>
            {
                IRecoveryStore store = InMemory.Store();
                return Task.FromResult<IReadOnlyList<Func<Task>>>([.. all.Select<Racer, Func<Task>>(racer => () => run(new TurnstileStore(store, racer), seen.Count))]);
            },
            schedule =>
            {
                seen.Add(schedule);
                return Task.CompletedTask;
            });
        Assert.Equal(seen.Count, count);
        return seen;
    }
}
