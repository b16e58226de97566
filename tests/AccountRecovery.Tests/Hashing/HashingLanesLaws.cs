using FsCheck;
using FsCheck.Fluent;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class HashingLanesLaws
{
    private static Gen<(int Lanes, int Queue, (LaneUse Use, Fate Fate)[] Steps)> Histories { get; } =
        from lanes in Gen.Choose(1, 9)
        from queue in Gen.Choose(4, 24)
        from steps in Gen.ArrayOf(
            from use in Gen.Elements(LaneUse.Attested, LaneUse.Anonymous, LaneUse.Unknown)
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
            using var lanes = new HashingLanes(history.Lanes, history.Queue);
            List<Task> work = [];
            foreach ((LaneUse use, Fate fate) in history.Steps)
            {
                work.Add(LiveAsync(lanes.TryTake(use), fate));
            }

            Task.WhenAll(work).GetAwaiter().GetResult();

            // Work that was cancelled while it ran gives its place back when it is done.
            int all = 0;
            return SpinWait.SpinUntil(
                () =>
                {
                    List<LanePlace> taken = HashingLanesTests.TakeAll(lanes, LaneUse.Attested);
                    taken.ForEach(place => place.Dispose());
                    all = taken.Count;
                    return all == history.Lanes + history.Queue;
                },
                TimeSpan.FromSeconds(5)) && all == history.Lanes + history.Queue;
        },
        tests: 200);

    private static async Task LiveAsync(LanePlace? place, Fate fate)
    {
        if (place is null)
        {
            return;
        }

        using LanePlace taken = place;
        using var gone = new CancellationTokenSource();
        try
        {
            switch (fate)
            {
                case Fate.GivenBack:
                    place.Dispose();
                    break;
                case Fate.GivenBackTwice:
                    place.Dispose();
                    place.Dispose();
                    break;
                case Fate.Works:
                    await place.RunAsync(() => 1, CancellationToken.None);
                    break;
                case Fate.Throws:
                    await place.RunAsync<int>(() => throw new TimeoutException(), CancellationToken.None);
                    break;
                case Fate.CancelledBefore:
                    await gone.CancelAsync();
                    await place.RunAsync(() => 1, gone.Token);
                    break;
                default:
                    Task<int> work = place.RunAsync(() => 1, gone.Token);
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
