using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class WaitRulesTests
{
    private static readonly Instant Now = CompletionScene.Now;
    private static readonly RecoveryPolicy Policy = FullestRecord.Policy;
    private static readonly AccountRecord Established = CompletionScene.Account(AccountState.Established, KeyIs.Absent, [Shows.Mail, Shows.Texts]);
    private static readonly AccountRecord Waiting = CompletionScene.Account(AccountState.Waiting, KeyIs.Absent, [Shows.Mail, Shows.Texts]);
    private static readonly Wait Runs = Waiting.Access.Wait!;
    private static readonly Instant Restored = Runs.Since + Duration.FromDays(20);
    private static readonly RecoveryPolicy RestoredPolicy = new(new AccountRecoveryOptions { RestoredAt = InstantPattern.ExtendedIso.Format(Restored) }, keepEvents: true, []);

    /// <summary>The limits, said once more: a day between two, and three in any ninety days. Now and then exactly when it is said that another may begin.</summary>
    [Fact]
    public void Whoever_asks_when_no_more_waits_begin_than_the_limits_hold_and_none_is_kept_back_too_long() => Holds.ForAll(
        Gen.OneOf(Gen.Constant(0), Gen.Choose(1, 30), Gen.Choose(1, 2_400)).ArrayOf(12),
        asks =>
        {
            (Instant now, AccountRecord record, bool holds) = (Now, Established, true);
            List<Instant> begun = [];
            foreach (int hours in asks)
            {
                Instant said = Instant.Max(now, WaitRules.EarliestStart(record, now) ?? now);
                holds &= IsWithin(begun, said);
                holds &= said == now || (!IsWithin(begun, said - ContactScene.Grain) && WaitRules.EarliestStart(record, said - ContactScene.Grain) == said);
                now = hours == 0 ? said : now + Duration.FromHours(hours);
                if (IsWithin(begun, now))
                {
                    record = WaitRules.Start(record, CallerTrace.None, Policy, now);
                    begun.Add(now);
                    holds &= record.Access.WaitStarts.SequenceEqual(begun.Where(start => now - start < Duration.FromDays(90)));
                }
            }

            return holds;
        });

    [Fact]
    public void With_the_start_every_verified_contact_leaves_and_what_was_begun_is_gone()
    {
        Contact mail = Established.Contacts.Items[0];
        Contact removed = mail with { Number = 11, State = ContactState.Removed, LeftAt = Now, Until = Now + ContactScene.Month };
        ContactPart contacts = Established.Contacts.Put(removed).Put(mail with { Number = 12, State = ContactState.Pending });
        AccountRecord record = Established with { Contacts = contacts, Access = AccessPart.None with { Prompt = new Prompt(Now) } };

        AccountRecord begun = WaitRules.Start(record, FullestRecord.From, Policy, Now);

        Assert.Equal([.. Established.Contacts.Items.Select(contact => contact with { State = ContactState.Leaving, LeftAt = Now }), removed], begun.Contacts.Items);
        Assert.Equal((new Wait(Now, Now + Policy.Wait), null, AccountState.Waiting), (begun.Access.Wait, begun.Access.Prompt, begun.State));
        Assert.Equal([EventFor.Contacts(RecoveryEventKind.WaitStarted, Now, FullestRecord.From) with { Sequence = 1 }], begun.Events.Items);
        Assert.Equal([(int)Shows.Mail, (int)Shows.Texts, 11], Assert.Single(begun.Messages.Items).To.Select(to => to.Contact));
    }

    [Fact]
    public void Once_cancelled_the_contacts_are_as_they_were_and_whoever_removed_them_is_out()
    {
        AccountRecord begun = WaitRules.Start(Established, CallerTrace.None, Policy, Now);
        var notice = new Contact(11, ContactChannel.Email, WaitScene.Elsewhere, ContactState.Notice, Now);
        Instant later = Now + WaitReminders.Week;
        AccountRecord reminded = WaitRules.Time.Advance(begun with { Contacts = begun.Contacts.Put(notice) }, Policy, later);

        AccountRecord back = WaitRules.Cancel(reminded, reminded.Contacts.Items[0], FullestRecord.From, Policy, later);

        Assert.Equal(Established.Contacts.Items, back.Contacts.Items);
        Assert.Equal(Established.Epoch + 1, back.Epoch);
        Assert.Equal((null, later, later), (back.Access.Wait, back.Access.CancelledAt, back.Access.SessionsValidFrom));
        Assert.Equal([Now], back.Access.WaitStarts);
        Assert.Equal([RecoveryEventKind.WaitCancelled, RecoveryEventKind.SessionsVoided], back.Events.Items.Skip(2).Select(item => item.Kind));
        Assert.Equal([RecoveryEventKind.WaitStarted, RecoveryEventKind.WaitCancelled], back.Messages.Items.Select(item => item.About));
    }

    /// <summary>After a restore it runs in full from there, since a cancel after the backup is forgotten.</summary>
    [Fact]
    public void A_wait_is_over_at_its_end_and_not_a_microsecond_before() => Assert.All([(Policy, Runs.Until), (RestoredPolicy, Restored + Policy.Wait)], given =>
    {
        (RecoveryPolicy policy, Instant end) = given;
        AccountRecord told = Told(end - Duration.FromDays(1), end);

        Assert.Same(told, WaitRules.Time.Advance(told, policy, end - ContactScene.Grain));
        AccountRecord ended = WaitRules.Time.Advance(told, policy, end);

        Assert.Equal((null, null, Reentry.AfterWait(end)), (ended.Access.Wait, ended.Access.CancelledAt, ended.Access.Reentry));
        Assert.Equal(told.Contacts.Items.Select(contact => contact.Leave(ContactState.Left, end, Duration.FromHours(72))), ended.Contacts.Items);
        Assert.Equal([EventFor.Contacts(RecoveryEventKind.WaitEnded, end, CallerTrace.None) with { Sequence = 1 }], ended.Events.Items);
        Assert.Same(ended, WaitRules.Time.Advance(ended, policy, Instant.MaxValue));
    });

    [Fact]
    public void Each_reminder_is_raised_at_its_instant_once_and_when_nobody_looked_to_the_host_alone()
    {
        Instant[] reminders = WaitScene.Reminders(Runs.Since, Runs.Until);
        AccountRecord record = Waiting;
        foreach (Instant at in reminders)
        {
            Assert.Same(record, WaitRules.Time.Advance(record, Policy, at - ContactScene.Grain));
            record = WaitRules.Time.Advance(record, Policy, at);
            Assert.Equal(Runs with { LastTold = at }, record.Access.Wait);
            Assert.Same(record, WaitRules.Time.Advance(record, Policy, at));
        }

        AccountRecord ended = WaitRules.Time.Advance(Waiting with { Latest = Runs.Until }, Policy, Runs.Until);
        Assert.Equal([.. reminders, Runs.Until], ended.Events.Items.Select(item => item.At));
        Assert.Equal(RecoveryEventKind.WaitEnded, Assert.Single(ended.Messages.Items).About);
    }

    [Fact]
    public void Neither_reminder_nor_end_comes_before_there_is_room_to_tell_of_it() => Assert.All([Waiting, Told(Runs.Until - Duration.FromDays(1), Runs.Until)], record =>
    {
        AccountRecord full = record.WithWaiting(QueueRoom.Places - 1);
        Assert.Same(full, WaitRules.Time.Advance(full, Policy, Runs.Until));
        Assert.Equal(QueueRoom.Places - 1, WaitRules.Time.Advance(record.WithWaiting(QueueRoom.Places - 2), Policy, Runs.Until).Events.Items.Length);
    });

    [Fact]
    public void After_a_wrong_clock_the_wait_runs_again_in_full_and_nothing_lies_ahead()
    {
        Instant ahead = Now + Duration.FromDays(3_650);
        Wait wait = new(ahead, ahead + Policy.Wait) { LastTold = ahead + WaitReminders.Week };
        AccessPart access = Waiting.Access with { Wait = wait, WaitStarts = [Runs.Since, ahead], CancelledAt = ahead };

        AccountRecord repaired = WaitRules.Time.Restart(Waiting with { Access = access }, Policy, Now);

        Assert.Equal((new Wait(Now, Now + Policy.Wait), Now), (repaired.Access.Wait, repaired.Access.CancelledAt));
        Assert.Equal([Runs.Since, Now], repaired.Access.WaitStarts);
        Assert.Equal(Established.Access with { WaitStarts = [] }, WaitRules.Time.Restart(Established, Policy, Now).Access with { WaitStarts = [] });
    }

    private static bool IsWithin(IReadOnlyList<Instant> starts, Instant at) =>
        starts.All(start => at - start >= Duration.FromHours(24)) && starts.Count(start => at - start < Duration.FromDays(90)) < 3;

    private static AccountRecord Told(Instant last, Instant latest) =>
        Waiting with { Latest = latest, Access = Waiting.Access with { Wait = Runs with { LastTold = last }, CancelledAt = Runs.Since } };
}
