using FsCheck;
using FsCheck.Fluent;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class HashLimiterLaws
{
    private static Gen<(int Lanes, int Queue, (CallerClass Use, Fate Fate)[] Steps)> Histories { get; } =
        from lanes in Gen.Choose(1, 9)
        from queue in Gen.Choose(4, 24)
        from steps in Gen.ArrayOf(
            from use in Gen.Elements(CallerClass.Attested, CallerClass.Anonymous, CallerClass.Unknown)
            from fate in Gen.Elements(Enum.GetValues<Fate>())
            select (use, fate))
        select (lanes, queue, steps);

    private enum Fate
    {
        GivenBack,
        GivenBackTwice,
        Works,
        Throws,
        CancelledBefore,
        CancelledMeanwhile,
    }

    [Fact]
    public void Every_place_taken_comes_back_once_whatever_became_of_it() => Holds.ForAll(
        Histories,
        history =>
        {
            using var limiter = new HashLimiter(history.Lanes, history.Queue);
            List<Task> work = [];
            foreach ((CallerClass callerClass, Fate fate) in history.Steps)
            {
                work.Add(LiveAsync(limiter.TryTake(callerClass), fate));
            }

            Task.WhenAll(work).GetAwaiter().GetResult();

            // Work that was cancelled while it ran gives its place back when it is done.
            int all = 0;
            return SpinWait.SpinUntil(
                () =>
                {
                    List<HashLease> taken = HashLimiterTests.TakeAll(limiter, CallerClass.Attested);
                    taken.ForEach(lease => lease.Dispose());
                    all = taken.Count;
                    return all == history.Lanes + history.Queue;
                },
                TimeSpan.FromSeconds(5)) && all == history.Lanes + history.Queue;
        },
        tests: 200);

    private static async Task LiveAsync(HashLease? lease, Fate fate)
    {
        if (lease is null)
        {
            return;
        }

        using HashLease taken = lease;
        using var gone = new CancellationTokenSource();
        try
        {
            switch (fate)
            {
                case Fate.GivenBack:
                    lease.Dispose();
                    break;
                case Fate.GivenBackTwice:
                    lease.Dispose();
                    lease.Dispose();
                    break;
                case Fate.Works:
                    await lease.RunAsync(() => 1, CancellationToken.None);
                    break;
                case Fate.Throws:
                    await lease.RunAsync<int>(() => throw new TimeoutException(), CancellationToken.None);
                    break;
                case Fate.CancelledBefore:
                    await gone.CancelAsync();
                    await lease.RunAsync(() => 1, gone.Token);
                    break;
                default:
                    Task<int> work = lease.RunAsync(() => 1, gone.Token);
                    await gone.CancelAsync();
                    await work;
                    break;
            }
        }
        catch (Exception expected) when (expected is TimeoutException or OperationCanceledException)
        {
        }
    }
}
