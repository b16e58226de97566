using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class WaitRulesTests
{
    private static readonly Instant Now = CompletionScene.Now;
    private static readonly RecoveryPolicy Policy = FullestRecord.Policy;
    private static readonly AccountRecord Established = CompletionScene.Account(Standing.Established, KeyIs.Absent, [Shows.Mail, Shows.Texts]);
    private static readonly AccountRecord Waiting = CompletionScene.Account(Standing.Waiting, KeyIs.Absent, [Shows.Mail, Shows.Texts]);
    private static readonly Wait Runs = Waiting.Access.Wait!;

    [Fact]
    public void The_numbers_are_the_documented_ones() => Assert.Equal(
        (Duration.FromHours(24), 3, Duration.FromDays(90)), (WaitRules.StartsApart, WaitRules.MostStarts, WaitRules.StartsCountedFor));

    /// <summary>The limits, said once more: a day between two, and three in any ninety days.</summary>
    [Fact]
    public void Whoever_asks_when_no_more_waits_begin_than_the_limits_hold_and_none_is_kept_back_too_long() => Holds.ForAll(
        Gen.OneOf(Gen.Choose(0, 30), Gen.Choose(0, 2_400)).ArrayOf(12),
        asks =>
        {
            static bool IsWithin(IReadOnlyList<Instant> starts, Instant at) =>
                starts.All(start => at - start >= Duration.FromHours(24)) && starts.Count(start => at - start < Duration.FromDays(90)) < 3;

            Instant now = Now;
            List<Instant> begun = [];
            AccountRecord record = Established;
            foreach (int hours in asks)
            {
                now += Duration.FromHours(hours);
                Instant earliest = Instant.Max(now, WaitRules.EarliestStart(record, now) ?? now);
                if (!IsWithin(begun, earliest) || (earliest > now && IsWithin(begun, earliest - ContactScene.Grain)))
                {
                    return false;
                }

                record = earliest == now ? WaitRules.Start(record, CallerTrace.None, Policy, now) : record;
                begun.AddRange(earliest == now ? [now] : []);
            }

            return true;
        });

    [Fact]
    public void A_start_counts_for_ninety_days_and_not_a_microsecond_longer()
    {
        Instant[] starts = [Now, Now + Duration.FromDays(40), Now + Duration.FromDays(80)];
        AccountRecord record = Established with { Access = AccessPart.None with { WaitStarts = [.. starts] } };
        Instant end = Now + Duration.FromDays(90);

        Assert.Equal(end, WaitRules.EarliestStart(record, end - ContactScene.Grain));
        Assert.Equal(starts[2] + Duration.FromHours(24), WaitRules.EarliestStart(record, end));
        Assert.Equal([.. starts, end - ContactScene.Grain], WaitRules.Start(record, CallerTrace.None, Policy, end - ContactScene.Grain).Access.WaitStarts);
        Assert.Equal([starts[1], starts[2], end], WaitRules.Start(record, CallerTrace.None, Policy, end).Access.WaitStarts);
        Assert.Null(WaitRules.EarliestStart(record, starts[2] + Duration.FromDays(90)));
    }

    [Fact]
    public void With_the_start_every_verified_contact_leaves_and_what_was_begun_is_gone()
    {
        Contact mail = Established.Contacts.Items[0];
        var removed = mail with { Number = 11, State = ContactState.Removed, LeftAt = Now, Until = Now + ContactScene.Month };
        AccountRecord record = Established with
        {
            Contacts = Established.Contacts.Put(removed).Put(mail with { Number = 12, State = ContactState.Pending }),
            Access = AccessPart.None with { Prompt = new Prompt(Now) },
        };

        AccountRecord begun = WaitRules.Start(record, FullestRecord.From, Policy, Now);

        Assert.Equal([.. Established.Contacts.Items.Select(contact => contact with { State = ContactState.Leaving, LeftAt = Now }), removed], begun.Contacts.Items);
        Assert.Equal((new Wait(Now, Now + Policy.Wait), null, Standing.Waiting), (begun.Access.Wait, begun.Access.Prompt, begun.Standing));
        Assert.Equal([EventFor.Contacts(RecoveryEventKind.WaitStarted, Now, FullestRecord.From) with { Sequence = 1 }], begun.Events.Items);
        Assert.Equal([(int)Shows.Mail, (int)Shows.Texts, 11], Assert.Single(begun.Messages.Items).To.Select(to => to.Contact));
    }

    [Fact]
    public void Once_cancelled_the_contacts_are_as_they_were_and_whoever_removed_them_is_out()
    {
        AccountRecord begun = WaitRules.Start(Established, CallerTrace.None, Policy, Now);
        var notice = new Contact(11, Channel.Email, WaitScene.Elsewhere, ContactState.Notice, Now);
        Instant later = Now + WaitReminders.Week;
        AccountRecord reminded = WaitRules.Time.Advance(begun with { Contacts = begun.Contacts.Put(notice) }, Policy, later);

        AccountRecord back = WaitRules.Cancel(reminded, reminded.Contacts.Items[0], FullestRecord.From, Policy, later);

        Assert.Equal(Established.Contacts.Items, back.Contacts.Items);
        Assert.Equal(Established.Epoch + 1, back.Epoch);
        Assert.Equal((null, later, later), (back.Access.Wait, back.Access.CancelledAt, back.Access.SessionsValidFrom));
        Assert.Equal([Now], back.Access.WaitStarts);
        Assert.Equal(
            [RecoveryEventKind.WaitStarted, RecoveryEventKind.WaitReminder, RecoveryEventKind.WaitCancelled, RecoveryEventKind.SessionsVoided], back.Events.Items.Select(item => item.Kind));
        Assert.Equal([RecoveryEventKind.WaitStarted, RecoveryEventKind.WaitCancelled], back.Messages.Items.Select(item => item.About));
    }

    [Fact]
    public void A_wait_is_over_at_its_end_and_not_a_microsecond_before()
    {
        AccountRecord told = Told(Runs.Until - Duration.FromDays(1), Runs.Until);

        Assert.Same(told, WaitRules.Time.Advance(told, Policy, Runs.Until - ContactScene.Grain));
        AccountRecord ended = WaitRules.Time.Advance(told, Policy, Runs.Until);

        Assert.Equal((null, null, Reentry.AfterWait(Runs.Until)), (ended.Access.Wait, ended.Access.CancelledAt, ended.Access.Reentry));
        Assert.Equal(told.Contacts.Items.Select(contact => contact.Leave(ContactState.Left, Runs.Until, Duration.FromHours(72))), ended.Contacts.Items);
        Assert.Equal([EventFor.Contacts(RecoveryEventKind.WaitEnded, Runs.Until, CallerTrace.None) with { Sequence = 1 }], ended.Events.Items);
        Assert.Same(ended, WaitRules.Time.Advance(ended, Policy, Instant.MaxValue));
    }

    [Fact]
    public void A_wait_that_a_restore_interrupts_runs_in_full_from_the_restore()
    {
        Instant restored = Runs.Since + Duration.FromDays(20);
        var policy = new RecoveryPolicy(new AccountRecoveryOptions { VoidIssuedBefore = InstantPattern.ExtendedIso.Format(restored) }, keepEvents: true, []);
        AccountRecord told = Told(restored + Policy.Wait - Duration.FromDays(1), Now);

        Assert.Same(told, WaitRules.Time.Advance(told, policy, restored + Policy.Wait - ContactScene.Grain));
        Assert.Equal(Reentry.AfterWait(restored + Policy.Wait), WaitRules.Time.Advance(told, policy, restored + Policy.Wait).Access.Reentry);
    }

    [Fact]
    public void Each_reminder_is_raised_at_its_instant_once_and_not_a_microsecond_before()
    {
        AccountRecord record = Waiting;
        foreach (Instant at in WaitScene.Reminders(Runs.Since, Runs.Until))
        {
            Assert.Same(record, WaitRules.Time.Advance(record, Policy, at - ContactScene.Grain));
            record = WaitRules.Time.Advance(record, Policy, at);
            Assert.Equal(Runs with { LastTold = at }, record.Access.Wait);
            Assert.Same(record, WaitRules.Time.Advance(record, Policy, at));
        }

        Assert.Equal(WaitScene.Reminders(Runs.Since, Runs.Until), record.Events.Items.Select(item => item.At));
    }

    [Fact]
    public void Looked_at_late_a_wait_tells_the_host_all_and_reminds_no_person_of_what_is_over()
    {
        AccountRecord ended = WaitRules.Time.Advance(Waiting with { Latest = Runs.Until }, Policy, Runs.Until);

        Assert.Equal([.. WaitScene.Reminders(Runs.Since, Runs.Until), Runs.Until], ended.Events.Items.Select(item => item.At));
        Assert.Equal(RecoveryEventKind.WaitEnded, Assert.Single(ended.Messages.Items).About);
    }

    [Theory]
    [InlineData(QueueRoom.Places - 2, false)]
    [InlineData(QueueRoom.Places - 1, true)]
    public void Neither_reminder_nor_end_comes_before_there_is_room_to_tell_of_it(int waiting, bool stays)
    {
        AccountRecord early = Waiting.WithWaiting(waiting);
        AccountRecord late = Told(Runs.Until - Duration.FromDays(1), Runs.Until).WithWaiting(waiting);

        Assert.Equal(stays, ReferenceEquals(early, WaitRules.Time.Advance(early, Policy, Runs.Since + WaitReminders.Week)));
        Assert.Equal(stays, ReferenceEquals(late, WaitRules.Time.Advance(late, Policy, Runs.Until)));
    }

    [Fact]
    public void After_a_wrong_clock_the_wait_runs_again_in_full_and_nothing_lies_ahead()
    {
        Instant ahead = Now + Duration.FromDays(3_650);
        AccountRecord record = Waiting with
        {
            Access = Waiting.Access with { Wait = new Wait(ahead, ahead + Policy.Wait) { LastTold = ahead + WaitReminders.Week }, WaitStarts = [Runs.Since, ahead], CancelledAt = ahead },
        };

        AccountRecord repaired = WaitRules.Time.Restart(record, Policy, Now);

        Assert.Equal((new Wait(Now, Now + Policy.Wait), Now), (repaired.Access.Wait, repaired.Access.CancelledAt));
        Assert.Equal([Runs.Since, Now], repaired.Access.WaitStarts);
        Assert.Equal((null, null), (WaitRules.Time.Restart(Established, Policy, Now).Access.Wait, WaitRules.Time.Restart(Established, Policy, Now).Access.CancelledAt));
    }

    private static AccountRecord Told(Instant last, Instant latest) =>
        Waiting with { Latest = latest, Access = Waiting.Access with { Wait = Runs with { LastTold = last }, CancelledAt = Runs.Since } };
}
