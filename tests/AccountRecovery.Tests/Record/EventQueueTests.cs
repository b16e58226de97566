using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class EventQueueTests
{
    private static readonly Instant Now = TestHost.Start;
    private static readonly Duration Grain = Duration.FromNanoseconds(1_000);
    private static readonly CallerTrace Long = new(new string('c', 64), new string('s', 64), new string('d', 64));

    private static readonly RecoveryPolicy Policy = new(new AccountRecoveryOptions(), keepEvents: true, channels: []);

    private enum Kind
    {
        AddOrdinary,
        AddRefused,
        Lease,
        SettleSome,
        SettleAll,
        Fault,
    }

    private sealed record Step(Kind Kind, bool Attested, int Amount, bool LongTrace);

    private static Arbitrary<Step[]> Histories => Arb.From(
        Gen.Choose(0, 200).SelectMany(length => (
            from kind in Gen.Frequency(
                (6, Gen.Constant(Kind.AddOrdinary)), (6, Gen.Constant(Kind.AddRefused)), (2, Gen.Constant(Kind.Lease)), (1, Gen.Elements(Kind.SettleSome, Kind.SettleAll, Kind.Fault)))
            from attested in Gen.Elements(false, true)
            from amount in Gen.OneOf(Gen.Choose(1, 3), Gen.Constant(int.MaxValue))
            from longTrace in Gen.Elements(false, true)
            select new Step(kind, attested, amount, longTrace)).ArrayOf(length)),
        steps => Enumerable.Range(0, steps.Length).Select(at => steps.Where((_, i) => i != at).ToArray()));

    [Fact]
    public void The_queue_stays_within_its_places_and_its_bytes() => Holds.ForAll(
        Histories,
        steps => Run(steps).All(run =>
            run.After.Items.Length <= QueueRoom.Places - QueueRoom.ReservedPlaces
            && Records.Fields(run.After.Write).Length <= QueueRoom.MaxBytes));

    [Fact]
    public void A9_Merging_keeps_the_sum_of_the_counts_for_each_class_of_callers() => Holds.ForAll(
        Histories,
        steps => Run(steps).All(run =>
            Attested(run, true) == Merged(run, true) && Attested(run, false) == Merged(run, false)));

    [Fact]
    public void What_may_have_been_delivered_never_changes() => Holds.ForAll(
        Histories,
        steps => Run(steps).All(run => run.Before.Items
            .Where(item => item.Sequence <= run.Before.FrozenThrough)
            .All(item => run.After.Items.FirstOrDefault(other => other.Sequence == item.Sequence) is not { } kept || kept == item)));

    [Fact]
    public void Sequences_rise_and_never_repeat() => Holds.ForAll(
        Histories,
        steps =>
        {
            (EventQueue Before, EventQueue After, Step[] Done)[] runs = [.. Run(steps)];
            return runs.All(run =>
                run.After.Items.Select(item => item.Sequence).SequenceEqual(run.After.Items.Select(item => item.Sequence).Distinct().Order())
                && run.After.LastSequence >= run.Before.LastSequence
                && run.After.FrozenThrough >= run.Before.FrozenThrough
                && run.After.Items.All(item => item.Sequence <= run.After.LastSequence)
                && run.After.Items.Where(item => !run.Before.Items.Any(before => before.Sequence == item.Sequence)).All(item => item.Sequence > run.Before.LastSequence));
        });

    [Fact]
    public void Only_settling_removes() => Holds.ForAll(
        Histories,
        steps => Run(steps).All(run =>
            run.Done[^1].Kind is Kind.SettleSome or Kind.SettleAll or Kind.Fault || run.Before.Items.All(item => run.After.Items.Any(kept => kept.Sequence == item.Sequence))));

    [Fact]
    public void Settle_Delivered_RemovesThoseAndNoOther()
    {
        EventQueue queue = EventQueue.Empty.Add(Ordinary()).Add(Ordinary()).Add(Ordinary()).Lease(7, Now);

        EventQueue settled = queue.Settle(2, fault: false, Now);

        Assert.Equal([3L], settled.Items.Select(item => item.Sequence));
        Assert.Equal((0L, (Instant?)null, 3L), (settled.Holder, settled.HeldUntil, settled.LastSequence));
        Assert.True(settled.MayDeliver(Now));
    }

    [Fact]
    public void Add_FailureLikeAWaitingOne_JoinsIt()
    {
        EventQueue queue = EventQueue.Empty.Add(Refused(attested: false, count: 2)).Add(Ordinary()).Add(Refused(attested: false, count: 3) with { At = Now - Grain });

        Assert.Equal([5, 1], queue.Items.Select(item => item.Count));
        Assert.Equal(Now, queue.Items[0].At);
        Assert.Equal(2, queue.LastSequence);
    }

    [Fact]
    public void Add_FailureOfTheOtherClassOrAfterALease_StandsAlone()
    {
        EventQueue queue = EventQueue.Empty.Add(Refused(attested: false)).Add(Refused(attested: true));
        EventQueue leased = queue.Lease(1, Now).Add(Refused(attested: false));

        Assert.Equal(2, queue.Items.Length);
        Assert.Equal([1, 1, 1], leased.Items.Select(item => item.Count));
        Assert.Equal(2, leased.Add(Refused(attested: false)).Items[2].Count);
    }

    [Fact]
    public void S8_A_merged_count_saturates() =>
        Assert.Equal(int.MaxValue, Assert.Single(EventQueue.Empty.Add(Refused(false, int.MaxValue - 1)).Add(Refused(false, 5)).Items).Count);

    [Fact]
    public void HasRoom_48OrdinaryEvents_AreTheMost()
    {
        EventQueue queue = EventQueue.Empty;
        for (int n = 0; n < 48; n++)
        {
            Assert.True(HasRoom(queue, 1));
            queue = queue.Add(Ordinary());
        }

        Assert.False(HasRoom(queue, 1));
        Assert.True(HasRoom(queue, 0));
        Assert.False(HasRoomFor(queue, Refused(false)));
    }

    [Fact]
    public void HasRoom_LongTraces_LeaveFewerPlaces()
    {
        EventQueue queue = EventQueue.Empty;
        while (HasRoom(queue, 1))
        {
            queue = queue.Add(Ordinary() with { From = Long });
        }

        Assert.InRange(queue.Items.Length, 15, 30);
    }

    [Fact]
    public void MayDeliver_AroundTheEndOfALease_IsHalfOpen()
    {
        EventQueue leased = EventQueue.Empty.Add(Ordinary()).Lease(7, Now);
        Instant end = Now + Duration.FromSeconds(60);

        Assert.Equal((7L, (Instant?)end, 1L), (leased.Holder, leased.Due, leased.FrozenThrough));
        Assert.False(leased.MayDeliver(end - Grain));
        Assert.True(leased.MayDeliver(end));
        Assert.False(EventQueue.Empty.MayDeliver(end));
        Assert.Null(EventQueue.Empty.Lease(7, Now).Due);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 40)]
    [InlineData(9, 2_560)]
    [InlineData(10, 3_600)]
    [InlineData(1_000, 3_600)]
    public void Settle_Faults_WaitLongerEachTimeUpToAnHour(int faults, int seconds)
    {
        EventQueue queue = Enumerable.Range(0, faults).Aggregate(EventQueue.Empty.Add(Ordinary()), (current, _) => current.Settle(0, fault: true, Now));

        Assert.Equal(Now + Duration.FromSeconds(seconds), queue.HeldUntil);
        Assert.Equal((0, (Instant?)null), (queue.Settle(0, fault: false, Now).Faults, queue.Settle(0, fault: false, Now).HeldUntil));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(long.MaxValue)]
    public void ToEvent_AnySequence_CarriesIt(long sequence) =>
        Assert.Equal(sequence, (Ordinary() with { Sequence = sequence }).ToEvent(TestHost.Alice, RecordSecret.Generate()).Sequence);

    [Fact]
    public void ToEvent_OtherSequenceOrSecret_HasAnotherId()
    {
        RecordSecret secret = RecordSecret.Generate();
        QueuedEvent first = Ordinary() with { Sequence = 1 };

        Assert.Equal(first.ToEvent(TestHost.Alice, secret), (first with { }).ToEvent(TestHost.Alice, secret));
        Assert.NotEqual(first.ToEvent(TestHost.Alice, secret).Id, (first with { Sequence = 2 }).ToEvent(TestHost.Alice, secret).Id);
        Assert.NotEqual(first.ToEvent(TestHost.Alice, secret).Id, first.ToEvent(TestHost.Alice, RecordSecret.Generate()).Id);
    }

    /// <summary>Every step that finds room, with the queue before and after it.</summary>
    private static IEnumerable<(EventQueue Before, EventQueue After, Step[] Done)> Run(Step[] steps)
    {
        EventQueue queue = EventQueue.Empty;
        var done = new List<Step>();
        foreach (Step step in steps)
        {
            QueuedEvent refused = Refused(step.Attested, step.Amount) with { From = step.LongTrace ? Long : CallerTrace.None };
            QueuedEvent ordinary = Ordinary() with { From = refused.From };
            EventQueue? next = step.Kind switch
            {
                Kind.AddOrdinary => HasRoom(queue, 1) ? queue.Add(ordinary) : null,
                Kind.AddRefused => HasRoomFor(queue, refused) ? queue.Add(refused) : null,
                Kind.Lease => queue.Lease(1, Now),
                Kind.SettleAll => queue.Settle(queue.LastSequence, fault: false, Now),
                Kind.SettleSome => queue.Settle(queue.Items.IsEmpty ? 0 : queue.Items[0].Sequence, fault: false, Now),
                _ => queue.Settle(0, fault: true, Now),
            };
            if (next is not null)
            {
                done.Add(step);
                yield return (queue, next, [.. done]);
                queue = next;
            }
        }
    }

    private static long Attested((EventQueue Before, EventQueue After, Step[] Done) run, bool attested)
    {
        Step step = run.Done[^1];
        long added = step.Kind == Kind.AddRefused && step.Attested == attested ? step.Amount : 0;
        return Math.Min(int.MaxValue, Sum(run.Before, run.After, attested, added));
    }

    // What was there and is still, and what this step added: capped where one count saturates.
    private static long Sum(EventQueue before, EventQueue after, bool attested, long added) => added + before.Items
        .Where(item => IsRefused(item, attested) && after.Items.Any(kept => kept.Sequence == item.Sequence))
        .Sum(item => (long)item.Count);

    private static long Merged((EventQueue Before, EventQueue After, Step[] Done) run, bool attested) =>
        Math.Min(int.MaxValue, run.After.Items.Where(item => IsRefused(item, attested)).Sum(item => (long)item.Count));

    private static bool IsRefused(QueuedEvent item, bool attested) => item.Kind == RecoveryEventKind.AttemptRefused && item.Attested == attested;

    private static QueuedEvent Refused(bool attested, int count = 1) => EventFor.RefusedAttempt(RecoveryMethod.BackupCodes, attested, Now, CallerTrace.None) with { Count = count };

    private static AccountRecord With(EventQueue queue) => AccountRecord.New(RecordSecret.Generate(), Now) with { Events = queue };

    private static bool HasRoom(EventQueue queue, int events) => With(queue).HasRoom(events, Policy);

    private static bool HasRoomFor(EventQueue queue, QueuedEvent refused) => With(queue).HasRoomFor(refused, Policy);

    private static QueuedEvent Ordinary() => new(0, RecoveryEventKind.CodeRedeemed, RecoveryMethod.BackupCodes, Now, CallerTrace.None) { Remaining = 5, SetNumber = 1 };
}
