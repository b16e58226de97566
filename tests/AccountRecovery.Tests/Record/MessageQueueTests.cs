using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

public sealed class MessageQueueTests
{
    private static readonly Instant Now = TestHost.Start;
    private static readonly Duration Grain = Duration.FromTicks(10);
    private static readonly Duration Minute = Duration.FromMinutes(1);

    private enum Kind
    {
        AddCode,
        AddNotice,
        Lease,
        Settle,
        Wait,
    }

    private sealed record Step(Kind Kind, int Number, int[] To);

    private sealed record Queue(MessageQueue Messages, Instant At);

    private static Arbitrary<Step[]> Histories => Arb.From(
        Gen.Choose(0, 40).SelectMany(length => (
            from kind in Gen.Frequency(
                (2, Gen.Constant(Kind.AddCode)), (5, Gen.Constant(Kind.AddNotice)), (2, Gen.Constant(Kind.Lease)), (2, Gen.Constant(Kind.Settle)), (2, Gen.Constant(Kind.Wait)))
            from number in Gen.Choose(0, 3)
            from to in Gen.SubListOf(1, 2, 3)
            select new Step(kind, number, [.. to.DefaultIfEmpty(1)])).ArrayOf(length)),
        steps => Enumerable.Range(0, steps.Length).Select(at => steps.Where((_, i) => i != at).ToArray()));

    [Fact]
    public void Numbers_rise_and_never_repeat() => Holds.ForAll(
        Histories,
        steps => Run(steps).All(run =>
            run.After.Messages.Items.Select(item => item.Number).Distinct().Count() == run.After.Messages.Items.Length
            && run.After.Messages.LastNumber >= run.Before.Messages.LastNumber
            && run.After.Messages.Items.All(item => item.Number <= run.After.Messages.LastNumber)
            && run.After.Messages.Items.Where(item => run.Before.Messages.Find(item.Number) is null).All(item => item.Number > run.Before.Messages.LastNumber)));

    /// <summary>A notice that is taken back to be told with another is for whom it was for, too.</summary>
    [Fact]
    public void Adding_loses_no_recipient_and_no_count() => Holds.ForAll(
        Histories,
        steps => Run(steps).Where(run => run.Done.Kind == Kind.AddNotice).All(run =>
            Told(run.Before).Concat(run.Done.To.Select(to => (run.Done.Number, to))).ToHashSet().SetEquals(Told(run.After))
            && run.After.Messages.Items.Sum(item => item.Count) == run.Before.Messages.Items.Sum(item => item.Count) + 1));

    [Fact]
    public void What_is_being_sent_never_changes_under_the_sender() => Holds.ForAll(
        Histories,
        steps => Run(steps).Where(run => run.Done.Kind != Kind.Settle).All(run => run.Before.Messages.Items.Where(item => item.IsHeld(run.Before.At)).All(run.After.Messages.Items.Contains)));

    [Fact]
    public void Nothing_is_tried_again_before_its_time_or_after_its_end() => Holds.ForAll(
        Histories,
        steps => Run(steps).All(run => run.After.Messages.Items.All(item =>
            item.NotBefore is not { } at || at <= item.ExpiresAt)
            && run.After.Messages.DueAt(run.After.At).SequenceEqual(run.After.Messages.Items
                .Where(item => run.After.At < item.ExpiresAt && !(run.After.At < item.NotBefore)))));

    /// <summary>When a sweep looks, there is something: to send, or to give up.</summary>
    [Fact]
    public void It_is_due_when_something_can_be_sent_or_is_over_and_not_before() => Holds.ForAll(
        Histories,
        steps => Run(steps).All(run =>
        {
            bool hasWork = !run.After.Messages.DueAt(run.After.At).IsEmpty || run.After.Messages.Items.Any(item => run.After.At >= item.ExpiresAt);
            return hasWork == (run.After.Messages.Due is { } due && due <= run.After.At);
        }));

    [Fact]
    public void Lease_UntilItsEnd_IsHalfOpen()
    {
        MessageQueue leased = MessageQueue.Empty.Add(Notice(1)).Lease(7, Now);
        QueuedMessage held = leased.Items[0];

        Assert.Equal((7L, Now + Minute, Now + Minute), (held.Holder, held.NotBefore, leased.Due));
        Assert.True(held.IsHeld(Now + Minute - Grain));
        Assert.False(held.IsHeld(Now + Minute));
        Assert.Empty(leased.DueAt(Now + Minute - Grain));
        Assert.Equal([1L], leased.DueAt(Now + Minute).Select(item => item.Number));
        Assert.Equal(7, leased.Lease(8, Now + Minute - Grain).Items[0].Holder);
        Assert.Equal(8, leased.Lease(8, Now + Minute).Items[0].Holder);
    }

    [Fact]
    public void Lease_NearTheEnd_LastsNoLongerThanTheMessage()
    {
        QueuedMessage code = Code(1) with { ExpiresAt = Now + Grain };
        MessageQueue queue = MessageQueue.Empty.Add(code);

        Assert.Equal(Now + Grain, queue.Lease(7, Now).Items[0].NotBefore);
        Assert.Equal([1L], queue.DueAt(Now).Select(item => item.Number));
        Assert.Empty(queue.DueAt(Now + Grain));
        Assert.Equal(0, queue.Lease(7, Now + Grain).Items[0].Holder);
    }

    [Fact]
    public void AddNotice_LikeOneThatWaits_IsANewMessageToAllOfBoth()
    {
        MessageQueue queue = MessageQueue.Empty.AddNotice(Notice(1, 2) with { Count = 2 }, Now).AddNotice(Notice(2, 3) with { Count = 3, At = Now + Grain }, Now);

        QueuedMessage joined = Assert.Single(queue.Items);
        Assert.Equal((2L, 5, Now + Grain), (joined.Number, joined.Count, joined.At));
        Assert.Equal([2, 3, 1], joined.To.Select(to => to.Contact));
    }

    [Fact]
    public void AddNotice_ThatWasCountedForSome_CountsAgain()
    {
        MessageQueue waiting = MessageQueue.Empty.AddNotice(Notice(1) with { To = [new Recipient(1, IsCounted: true), new Recipient(2, IsCounted: true)] }, Now);

        Assert.Equal([new Recipient(1), new Recipient(2, IsCounted: true)], waiting.AddNotice(Notice(1), Now).Items[0].To);
    }

    [Fact]
    public void AddNotice_LikeOneThatIsBeingSent_StandsAlone()
    {
        MessageQueue leased = MessageQueue.Empty.AddNotice(Notice(1), Now).Lease(7, Now);

        Assert.Equal([1L, 2L], leased.AddNotice(Notice(2), Now + Minute - Grain).Items.Select(item => item.Number));
        Assert.Equal([2L], leased.AddNotice(Notice(2), Now + Minute).Items.Select(item => item.Number));
    }

    [Fact]
    public void AddNotice_OfAnotherKindMethodOrContact_StandsAlone()
    {
        QueuedMessage notice = Notice(1);
        QueuedMessage[] others = [notice with { About = RecoveryEventKind.CodesLow }, notice with { Method = RecoveryMethod.RecoveryKey }, notice with { Contact = 9 }];

        Assert.All(others, other => Assert.Equal(2, MessageQueue.Empty.AddNotice(notice, Now).AddNotice(other, Now).Items.Length));
        Assert.Equal(2, MessageQueue.Empty.Add(Code(1) with { About = notice.About, Method = notice.Method }).AddNotice(notice, Now).Items.Length);
    }

    [Fact]
    public void AddNotice_AnyCounts_Saturate() =>
        Assert.Equal(int.MaxValue, Assert.Single(MessageQueue.Empty.AddNotice(Notice(1) with { Count = int.MaxValue }, Now).AddNotice(Notice(1), Now).Items).Count);

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 40)]
    [InlineData(9, 2_560)]
    [InlineData(10, 3_600)]
    [InlineData(1_000, 3_600)]
    public void Settle_Faults_WaitLongerEachTimeUpToAnHour(int faults, int seconds)
    {
        MessageQueue queue = Enumerable.Range(0, faults).Aggregate(
            MessageQueue.Empty.Add(Notice(1)), (current, _) => current.Settle(current.Items[0], current.Items[0].To, Now));

        Assert.Equal((Now + Duration.FromSeconds(seconds), 0L), (queue.Items[0].NotBefore, queue.Items[0].Holder));
        Assert.Equal([1L], queue.DueAt(Now + Duration.FromSeconds(seconds)).Select(item => item.Number));
        Assert.Empty(queue.DueAt(Now + Duration.FromSeconds(seconds) - Grain));
    }

    [Fact]
    public void Settle_NearTheEnd_IsNeverTriedAfterIt()
    {
        MessageQueue queue = MessageQueue.Empty.Add(Code(1) with { ExpiresAt = Now + Duration.FromSeconds(10) - Grain });

        MessageQueue settled = queue.Settle(queue.Items[0], queue.Items[0].To, Now);

        Assert.Equal(settled.Items[0].ExpiresAt, settled.Items[0].NotBefore);
        Assert.Empty(settled.DueAt(settled.Items[0].ExpiresAt));
    }

    [Fact]
    public void Settle_SomeReached_LeavesTheOthersAlone()
    {
        MessageQueue queue = MessageQueue.Empty.Add(Notice(1, 2)).Add(Code(3)).Lease(7, Now);

        MessageQueue some = queue.Settle(queue.Items[0], [new Recipient(2, IsCounted: true)], Now);
        MessageQueue all = some.Settle(some.Items[0], [], Now);

        Assert.Equal([new Recipient(2, IsCounted: true)], some.Items[0].To);
        Assert.Equal(queue.Items[1], some.Items[1]);
        Assert.Equal([2L], all.Items.Select(item => item.Number));
    }

    [Fact]
    public void Restart_AfterARepair_TriesNoticesAnewAndNoCode()
    {
        MessageQueue queue = MessageQueue.Empty.Add(Notice(1)).Add(Code(1)).Lease(7, Now);

        QueuedMessage restarted = Assert.Single(queue.Restart(Now - Duration.FromDays(9)).Items);

        Assert.Equal((MessageKind.Notice, 0L, null), (restarted.Kind, restarted.Holder, restarted.NotBefore));
        Assert.Equal((Now - Duration.FromDays(9), Now - Duration.FromDays(6)), (restarted.At, restarted.ExpiresAt));
    }

    [Fact]
    public void An_id_stays_for_one_recipient_and_is_another_for_any_other()
    {
        RecordSecret secret = RecordSecret.Generate();
        QueuedMessage notice = Notice(1, 2) with { Number = 3 };
        MessageId id = notice.IdUnder(secret, 1);

        Assert.Equal(id, (notice with { Faults = 3, Holder = 8, NotBefore = Now, To = [new Recipient(1, IsCounted: true)] }).IdUnder(secret, 1));
        Assert.Distinct([id, notice.IdUnder(secret, 2), (notice with { Number = 4 }).IdUnder(secret, 1), notice.IdUnder(RecordSecret.Generate(), 1)]);
        Assert.Distinct(Enumerable.Range(1, 20).SelectMany(number => Enumerable.Range(1, 20).Select(contact => (notice with { Number = number }).IdUnder(secret, contact))));
    }

    // Notices of four kinds, and codes: each adds who is to be told of which.
    private static IEnumerable<(Queue Before, Queue After, Step Done)> Run(Step[] steps)
    {
        var queue = new Queue(MessageQueue.Empty, Now);
        foreach (Step step in steps)
        {
            QueuedMessage? any = queue.Messages.Items.ElementAtOrDefault(step.Number);
            MessageQueue messages = queue.Messages;
            Queue next = step.Kind switch
            {
                Kind.AddCode => queue with { Messages = messages.Add(Code(step.To[0]) with { At = queue.At, ExpiresAt = queue.At + Duration.FromMinutes(10) }) },
                Kind.AddNotice => queue with { Messages = messages.AddNotice(OfKind(step.Number, step.To) with { At = queue.At, ExpiresAt = queue.At + MessageQueue.NoticeLifetime }, queue.At) },
                Kind.Lease => queue with { Messages = messages.Lease(step.Number + 1, queue.At) },
                Kind.Settle when any is not null => queue with { Messages = messages.Settle(any, any.To[(step.To.Length % 2)..], queue.At) },
                Kind.Settle => queue,
                _ => queue with { At = queue.At + Duration.FromSeconds(30) },
            };
            yield return (queue, next, step);
            queue = next;
        }
    }

    private static IEnumerable<(int Kind, int To)> Told(Queue queue) =>
        queue.Messages.Items.Where(item => item.Kind == MessageKind.Notice).SelectMany(item => item.To.Select(to => ((int)item.About - 1, to.Contact)));

    private static QueuedMessage OfKind(int kind, int[] to) => Notice(to) with { About = (RecoveryEventKind)(1 + kind) };

    private static QueuedMessage Notice(params int[] to) =>
        new(0, MessageKind.Notice, [.. to.Select(contact => new Recipient(contact))], Now, Now + MessageQueue.NoticeLifetime, CallerTrace.None)
        {
            About = RecoveryEventKind.CodesIssued,
            Method = RecoveryMethod.BackupCodes,
        };

    private static QueuedMessage Code(int to) =>
        new(0, MessageKind.SecurityCode, [new Recipient(to)], Now, Now + Duration.FromMinutes(10), CallerTrace.None) { Challenge = 4, Send = 1 };
}
