using NodaTime;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class RemovalRulesTests
{
    private static readonly Instant Now = CompletionScene.Now;
    private static readonly RecoveryPolicy Policy = FullestRecord.Policy;
    private static readonly AccountRecord Established = CompletionScene.Account(AccountState.Established, KeyIs.Absent, [Shows.Mail, Shows.OtherMail, Shows.Texts]);
    private static readonly Contact Mail = Established.Contacts.Items[0];
    private static readonly Instant Since = Now - Duration.FromDays(1);
    private static readonly RecoveryCall Call = RuleScene.Call(RecoveryAction.Remove).Under("key");

    [Fact]
    public void The_contact_is_removed_and_notified_and_its_flows_are_gone_with_their_codes()
    {
        Challenge own = new(98, Mail.Number, ProofPurpose.Recover, ContactChannel.Email, IsAttested: false, Now, Now + Policy.SecurityCodeLifetime);
        Challenge other = own with { Id = 97, Contact = (int)Shows.Texts };
        var code = new QueuedMessage(0, MessageKind.SecurityCode, [new Recipient(2)], Now, own.ExpiresAt, CallerTrace.None) { Challenge = 98 };
        AccountRecord record = Established with
        {
            SecurityCodes = SecurityCodePart.None with { Challenges = [own, other] },
            Messages = MessageQueue.Empty.Add(code).Add(code with { Challenge = 97 }),
        };

        Decision<ChangeOutcome> decision = RemovalRules.Remove(record, Mail, Call, Policy, Now);

        Contact removed = Mail with { State = ContactState.Removed, LeftAt = Now, Until = Now + Duration.FromHours(720) };
        Assert.Equal([removed, .. Established.Contacts.Items.Skip(1)], decision.Next!.Contacts.Items);
        Assert.Equal(ContactView.Of(removed), Assert.IsType<ChangeOutcome.Done>(decision.Answer).View.Contacts[0]);
        Assert.Equal([other], decision.Next.SecurityCodes.Challenges);
        Assert.Equal([97L, null], decision.Next.Messages.Items.Select(message => message.Challenge));
        Assert.Equal([2, 3, 5], decision.Next.Messages.Items[1].To.Select(to => to.Contact));
        Assert.Equal([EventFor.Contact(RecoveryEventKind.ContactRemoved, Mail, Now, FullestRecord.From) with { Sequence = 1 }], decision.Next.Events.Items);
        Assert.Equal((record.Epoch, ReceiptKind.Accepted), (decision.Next.Epoch, Assert.Single(decision.Next.Receipts).Kind));
    }

    [Fact]
    public void What_stays_is_never_at_the_hosts_own_domains_alone()
    {
        var policy = new RecoveryPolicy(new AccountRecoveryOptions { OwnDomains = { "example.net" } }, keepEvents: true, [ContactChannel.Email]);
        AccountRecord two = CompletionScene.Account(AccountState.Established, KeyIs.Absent, [Shows.Mail, Shows.OtherMail]);
        AccountRecord one = CompletionScene.Account(AccountState.Established, KeyIs.Absent, [Shows.Mail]);
        Decision<ChangeOutcome> refused = new ChangeOutcome.Refused(Refusal.OwnDomainAlone);

        Assert.Equal(refused, RemovalRules.Remove(two, two.Contacts.Items[0], Call, policy, Now));
        Assert.Equal(refused, RemovalRules.Remove(one, one.Contacts.Items[0], Call, policy, Now));
        Assert.IsType<ChangeOutcome.Done>(RemovalRules.Remove(two, two.Contacts.Items[1], Call, policy, Now).Answer);
    }

    [Fact]
    public void A_removal_needs_open_room_and_undoing_it_uses_the_places_that_are_kept()
    {
        Decision<ChangeOutcome> busy = new ChangeOutcome.Busy(BusyReason.Queue);

        Assert.Equal(busy, RemovalRules.Remove(Established.WithWaiting(RuleScene.Open - 1), Mail, Call, Policy, Now));
        Assert.IsType<ChangeOutcome.Done>(RemovalRules.Remove(Established.WithWaiting(RuleScene.Open - 2), Mail, Call, Policy, Now).Answer);
        Assert.Equal(busy, RemovalRules.Undo(Established.WithWaiting(QueueRoom.Places - 1), Mail, Call, Policy, Now));
        Assert.IsType<ChangeOutcome.Done>(RemovalRules.Undo(Established.WithWaiting(QueueRoom.Places - 2), Mail, Call, Policy, Now).Answer);
    }

    /// <summary>What came at the instant of the removal or later may be the work of whoever removed it; what came a microsecond before is the owner's.</summary>
    [Fact]
    public void Undone_the_contact_is_back_as_young_and_what_came_since_is_gone()
    {
        static Contact Of(int number, Instant added, Instant? verified, ContactState state = ContactState.Verified) =>
            Mail with { Number = number, AddedAt = added, VerifiedAt = verified, State = state };
        Instant before = Since - ContactScene.Grain;
        Contact removed = Mail.Leave(ContactState.Removed, Since, RecoveryPolicy.RemovalUndoPeriod);
        Contact older = Of(21, before, before);
        Contact voided = Of(24, Since, Since, ContactState.Voided);
        Contact left = Of(25, Since, Since, ContactState.Left);
        AccountRecord record = Established with { Contacts = ContactPart.None with { Items = [older, removed, Of(22, Since, null), Of(23, before, Since), voided, left] } };

        Decision<ChangeOutcome> decision = RemovalRules.Undo(record, removed, Call, Policy, Now);

        Contact back = Mail with { ReturnedAt = Now };
        Assert.Equal([older, back, voided, left], decision.Next!.Contacts.Items);
        Assert.Equal((Now + Duration.FromHours(720), record.Epoch + 1), (back.SettledFrom, decision.Next.Epoch));
        Assert.Equal([EventFor.Contact(RecoveryEventKind.RemovalUndone, removed, Now, FullestRecord.From) with { Sequence = 1 }], decision.Next.Events.Items);
        Assert.Equal([older, back, voided], Assert.IsType<ChangeOutcome.Done>(decision.Answer).View.Contacts.Select(view => decision.Next.Contacts.Find(view.Id.Number)));
    }

    [Fact]
    public void While_a_wait_runs_it_comes_back_as_leaving()
    {
        AccountRecord waiting = CompletionScene.Account(AccountState.Waiting, KeyIs.Absent, [Shows.Texts]);
        Contact removed = Mail.Leave(ContactState.Removed, Since, RecoveryPolicy.RemovalUndoPeriod);

        AccountRecord next = RemovalRules.Undo(waiting with { Contacts = waiting.Contacts.Put(removed) }, removed, Call, Policy, Now).Next!;

        Assert.Equal([waiting.Contacts.Items[0], Mail with { State = ContactState.Leaving, LeftAt = Now, ReturnedAt = Now }], next.Contacts.Items);
        Assert.Equal(waiting.Access.Wait, next.Access.Wait);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-10, false)]
    public void Codes_that_were_made_since_are_void_and_older_ones_stay(int ticks, bool isVoid)
    {
        SavedCode code = new(1, [.. new byte[16]], [.. new byte[32]], Since + Duration.FromTicks(ticks));
        SavedCode spent = code with { SpentAt = Now };
        AccountRecord record = Established with
        {
            BackupCodes = BackupCodePart.None with { Live = GoldenRecord.Saved.BackupCodes.Live! with { IssuedAt = code.IssuedAt } },
            RecoveryCode = SavedCodeSlot.Empty with { Code = code },
            RecoveryKey = RecoveryKeyPart.None with { Slot = SavedCodeSlot.Empty with { Code = code } },
        };
        AccountRecord used = record with { RecoveryCode = SavedCodeSlot.Empty with { Code = spent } };

        AccountRecord next = RemovalRules.Undo(record, Mail with { LeftAt = Since }, Call, Policy, Now).Next!;

        Assert.Equal(isVoid ? (null, null, null) : (record.BackupCodes.Live, code, code), (next.BackupCodes.Live, next.RecoveryCode.Code, next.RecoveryKey.Slot.Code));
        Assert.Equal(spent, RemovalRules.Undo(used, Mail with { LeftAt = Since }, Call, Policy, Now).Next!.RecoveryCode.Code);
    }
}
