using NodaTime;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class SecurityInfoRulesTests
{
    private static readonly Instant Now = CompletionScene.Now;
    private static readonly RecoveryPolicy Policy = FullestRecord.Policy;
    private static readonly RecordSecret Fresh = RecordSecret.Generate();
    private static readonly AccountRecord Two = CompletionScene.Account(AccountState.Established, KeyIs.Absent, [Shows.Mail, Shows.Texts]);
    private static readonly AccountRecord One = CompletionScene.Account(AccountState.Established, KeyIs.Absent, [Shows.Mail]);
    private static readonly AccountRecord Waiting = CompletionScene.Account(AccountState.Waiting, KeyIs.Absent, [Shows.Mail, Shows.Texts]);
    private static readonly TicketFacts Session = TicketFacts.Stated(HostProof.HostSession);
    private static readonly TicketFacts Password = TicketFacts.Stated(HostProof.HostPassword);

    [Fact]
    public void Removing_the_last_contact_is_removing_all_and_asks_for_what_that_asks_for()
    {
        var byCode = new SecurityInfoCommand.Remove(Call(Code(Shows.Mail)), (int)Shows.Mail);
        var bySession = new SecurityInfoCommand.Remove(Call(Session), (int)Shows.Mail);

        Assert.Equal(ContactState.Removed, Assert.IsType<ChangeOutcome.Done>(Decide(Two, byCode).Answer).View.Contacts[0].State);
        Assert.Equal(Refused(Refusal.ContactProofNeeded), Decide(Two, bySession));
        Assert.Equal(new ChangeOutcome.WaitStarted(Now + Policy.Wait), Decide(One, bySession).Answer);
        Assert.Equal(Refused(Refusal.SessionProofNeeded), Decide(One, byCode));
        Assert.Equal(new ChangeOutcome.WaitStarted(Now + Policy.Wait), Decide(Two, new SecurityInfoCommand.RemoveAll(Call(Session))).Answer);
    }

    /// <summary>The younger never removes the older.</summary>
    [Fact]
    public void A_contact_is_removed_by_one_that_is_not_younger()
    {
        Assert.IsType<ChangeOutcome.Done>(Decide(Two, new SecurityInfoCommand.Remove(Call(Code(Shows.Mail)), (int)Shows.Texts)).Answer);
        Assert.Equal(Refused(Refusal.ContactProofNeeded), Decide(Two, new SecurityInfoCommand.Remove(Call(Code(Shows.Texts)), (int)Shows.Mail)));
    }

    [Fact]
    public void Without_an_account_or_without_that_contact_nothing_is_removed()
    {
        Assert.Equal(Refused(Refusal.UnknownAccount), Decide(null, new SecurityInfoCommand.Remove(Call(Session), 2)));
        Assert.Equal(Refused(Refusal.ContactNotUsable), Decide(Two, new SecurityInfoCommand.Remove(Call(Session), 3)));
        Assert.Equal(Refused(Refusal.ContactNotUsable), Decide(Waiting, new SecurityInfoCommand.Remove(Call(Session), 2)));
        Assert.Equal(Refused(Refusal.NotInThisState), Decide(null, new SecurityInfoCommand.RemoveAll(Call(Session))));
    }

    [Fact]
    public void The_first_contact_makes_the_record_with_the_fresh_secret()
    {
        Decision<ChangeOutcome> added = Decide(null, Add(Password));

        Assert.Equal((Fresh, Microseconds.From(Now), 1), (added.Next!.Secret, added.Next.Epoch, Assert.Single(added.Next.Contacts.Items).Number));
        Assert.Same(CompletionScene.Account(AccountState.None, KeyIs.Absent).Secret, Decide(CompletionScene.Account(AccountState.None, KeyIs.Absent), Add(Password)).Next!.Secret);
        Assert.Equal(Refused(Refusal.PasswordProofNeeded), Decide(null, Add(Session)));
    }

    /// <summary>A notice address is for the wait alone, and a contact is not for it.</summary>
    [Fact]
    public void Each_command_has_its_own_row_of_the_table()
    {
        SecurityInfoCommand.Add notice = Add(Password) with { IsForNotices = true };
        Challenge begun = Assert.Single(Decide(Waiting, notice).Next!.SecurityCodes.Challenges);

        Assert.Equal((99L, ProofPurpose.ConfirmContact), (begun.Id, begun.Purpose));
        Assert.Equal(Refused(Refusal.NotInThisState), Decide(Waiting, Add(Password)));
        Assert.Equal(Refused(Refusal.NotInThisState), Decide(Two, notice));
        Assert.Equal(Refused(Refusal.ContactProofNeeded), Decide(Two, new SecurityInfoCommand.Undo(Call(Session))));
        Assert.Equal(Refused(Refusal.ContactProofNeeded), Decide(Waiting, new SecurityInfoCommand.Cancel(Call(Session))));
        Assert.Equal(Refused(Refusal.NotInThisState), Decide(Two, new SecurityInfoCommand.Cancel(Call(Session))));
        Assert.Equal(Refused(Refusal.ContactProofNeeded), Decide(Two, new SecurityInfoCommand.Freeze(Call(Session))));
        AccountRecord frozen = Two with { Access = AccessPart.None with { FrozenAt = Now } };
        Assert.Equal(Refused(Refusal.Frozen), Decide(frozen, new SecurityInfoCommand.RemoveAll(Call(Session))));
    }

    [Fact]
    public void Undo_cancel_and_freeze_are_about_the_contact_whose_code_was_typed()
    {
        Contact removed = Two.Contacts.Items[1].Leave(ContactState.Removed, Now, ContactScene.Month);
        Contact voided = Two.Contacts.Items[1].Leave(ContactState.Voided, Now, RecoveryPolicy.FreezePeriod);

        AccountRecord undone = Decide(With(Two, removed), new SecurityInfoCommand.Undo(Call(Session, Code(Shows.Texts, ProofPurpose.UndoRemoval)))).Next!;
        AccountRecord cancelled = Decide(Waiting, new SecurityInfoCommand.Cancel(Call(Code(Shows.Texts, ProofPurpose.CancelWait)))).Next!;
        AccountRecord frozen = Decide(With(Two, voided), new SecurityInfoCommand.Freeze(Call(Code(Shows.Texts, ProofPurpose.FreezeRecovery)))).Next!;

        Assert.Equal(
            [RecoveryEventKind.RemovalUndone, RecoveryEventKind.WaitCancelled, RecoveryEventKind.RecoveryFrozen],
            new[] { undone, cancelled, frozen }.Select(record => record.Events.Items[0].Kind));
        Assert.All([undone, cancelled, frozen], record => Assert.Equal((int)Shows.Texts, record.Events.Items[0].Contact));
    }

    /// <summary>Asked again, it is not asked for proofs that have run out meanwhile, and changes nothing.</summary>
    [Fact]
    public void A_repeated_call_gets_the_answer_to_the_first()
    {
        SecurityInfoCommand.Add add = Add(Password) with { Call = Call(Password).Under("add") };
        var remove = new SecurityInfoCommand.Remove(Call(Code(Shows.Mail)).Under("remove"), (int)Shows.Texts);
        var removeAll = new SecurityInfoCommand.RemoveAll(Call(Session).Under("all"));
        Decision<ChangeOutcome> added = Decide(null, add);
        Decision<ChangeOutcome> removed = Decide(Two, remove);
        Decision<ChangeOutcome> begun = Decide(Two, removeAll);

        Assert.Equal(new Decision<ChangeOutcome>(added.Answer with { Replayed = true }, null), Decide(added.Next, add with { Call = Call().Under("add") }));
        Assert.Equal(Refused(Refusal.ContactNotUsable), Decide(added.Next! with { Contacts = ContactPart.None }, add));
        Assert.Equal(new Decision<ChangeOutcome>(begun.Answer with { Replayed = true }, null), Decide(begun.Next, removeAll with { Call = Call().Under("all") }));
        Decision<ChangeOutcome> again = Decide(removed.Next, remove with { Call = Call().Under("remove") });
        Assert.Equal((true, null), (Assert.IsType<ChangeOutcome.Done>(again.Answer).Replayed, again.Next));
        Assert.Equal(Refused(Refusal.IdempotencyKeyReused), Decide(begun.Next, removeAll with { Call = Call(Session).Under("all", input: 2) }));
    }

    private static AccountRecord With(AccountRecord record, Contact contact) => record with { Contacts = record.Contacts.Put(contact) };

    private static Decision<ChangeOutcome> Refused(Refusal why) => new ChangeOutcome.Refused(why);

    private static Decision<ChangeOutcome> Decide(AccountRecord? record, SecurityInfoCommand command) => SecurityInfoRules.Decide(record, command, Fresh, Policy, Now);

    private static SecurityInfoCommand.Add Add(TicketFacts proof) => new(Call(proof), ContactChannel.Email, WaitScene.Elsewhere, null, IsForNotices: false, new ChallengeId(99));

    private static RecoveryCall Call(params TicketFacts?[] given) => RuleScene.Call(RecoveryAction.Remove, given);

    private static TicketFacts Code(Shows shows, ProofPurpose purpose = ProofPurpose.ChangeSecuritySettings) => CompletionScene.Ticket(shows) with { Purpose = purpose };
}
