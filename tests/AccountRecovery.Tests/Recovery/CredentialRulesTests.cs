using NodaTime;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class CredentialRulesTests
{
    private static readonly Instant Now = CompletionScene.Now;
    private static readonly Duration Grain = ContactScene.Grain;
    private static readonly RecoveryPolicy Policy = FullestRecord.Policy;
    private static readonly Reentry Open = new(Now - Reentry.ReopensAfter, Now) { HadContacts = true };
    private static readonly AccountRecord Scene = CompletionScene.Account(AccountState.Reentry, KeyIs.Absent, [Shows.Mail, Shows.Texts]);
    private static readonly AccountRecord Account = With(Open);
    private static readonly TicketFacts Grant = new(ProofKind.ReentryGrant, ProofPurpose.ChangeSecuritySettings, Scene.Epoch, Open.Since, Now + Grain);

    [Fact]
    public void New_credentials_count_from_now_on_and_so_do_sessions()
    {
        Decision<CredentialsOutcome> decision = Set(Account, Grant);

        Assert.Equal(new CredentialsOutcome.Done(Now), decision.Answer);
        Assert.Equal(Account.Access with { Reentry = Open with { CredentialsSetAt = Now }, SessionsValidFrom = Now }, decision.Next!.Access);
        Assert.Equal([RecoveryEventKind.CredentialsSet, RecoveryEventKind.SessionsVoided], decision.Next.Events.Items.Select(item => item.Kind));
        Assert.Equal(Account.Epoch, decision.Next.Epoch);
    }

    [Fact]
    public void They_are_set_once_and_a_second_report_says_when_sessions_began_to_count()
    {
        AccountRecord set = Set(Account, Grant).Next!;

        Assert.Equal(new CredentialsOutcome.Done(Now), CredentialRules.CredentialsSet(set, Call(Grant with { Expires = Now + Duration.FromDays(1) }), Policy, Now + Duration.FromHours(1)));
    }

    [Fact]
    public void It_requires_the_grant_and_nothing_else_is_one()
    {
        Assert.Equal(new CredentialsOutcome.Refused(Refusal.GrantNeeded), Set(Account));
        Assert.All(
            Enum.GetValues<ProofKind>().Except([ProofKind.ReentryGrant]),
            kind => Assert.Equal(new CredentialsOutcome.Refused(Refusal.GrantNeeded), Set(Account, Grant with { Kind = kind })));
        Assert.Equal(new CredentialsOutcome.Refused(Refusal.TicketExpired), Set(Account, Grant with { Expires = Now }));
        Assert.Equal(new CredentialsOutcome.Refused(Refusal.TicketVoid), Set(Account, Grant with { Epoch = Account.Epoch - 1 }));
        Assert.Equal(new CredentialsOutcome.Refused(Refusal.TicketInvalid), Set(Account, null, Grant));
    }

    [Fact]
    public void Contacts_that_were_kept_only_to_hear_of_another_grant_are_no_longer_kept()
    {
        Contact waits = Account.Contacts.Items[0] with { Until = null };
        Contact objects = Account.Contacts.Items[1] with { Until = Now + Grain };
        AccountRecord record = Account with { Contacts = Account.Contacts with { Items = [waits, objects] } };

        AccountRecord next = Set(record, Grant).Next!;

        Assert.Equal([waits.Leave(ContactState.Left, Now, MessageQueue.NoticeLifetime), objects], next.Contacts.Items.AsEnumerable());
    }

    [Fact]
    public void An_operator_gives_another_grant_after_seventy_two_hours_and_when_the_first_is_over()
    {
        Assert.Equal(new ReopenResult.TooSoon(Now + Grain), Reopen(With(Open with { Since = Open.Since + Grain })));
        Assert.Equal(new ReopenResult.TooSoon(Now + Grain), Reopen(With(Open with { GrantUntil = Now + Grain })));
        Decision<ReopenResult> decision = Reopen(Account);

        Assert.Equal(new ReopenResult.Reopened(Account.Epoch + 1, Now), decision.Answer);
        Assert.Equal(Open with { GrantUntil = Now + Reentry.GrantLifetime }, decision.Next!.Access.Reentry);
        Assert.Equal(Now + RecoveryPolicy.PaymentHold, decision.Next.Access.PaymentsHeldUntil);
        Assert.Equal((Account.Epoch + 1, RecoveryEventKind.AccountReopened), (decision.Next.Epoch, Assert.Single(decision.Next.Events.Items).Kind));
    }

    [Fact]
    public void Nothing_is_reopened_that_is_not_waiting_for_new_credentials()
    {
        Assert.Equal(new ReopenResult.NoRecord(), Reopen(null));
        Assert.Equal(new ReopenResult.NotNeeded(), Reopen(With(Open with { CredentialsSetAt = Now })));
        Assert.Equal(new ReopenResult.NotNeeded(), Reopen(With(Reentry.AfterWait(Open.Since))));
        Assert.Equal(new ReopenResult.NotNeeded(), Reopen(Account with { Access = Account.Access with { FrozenAt = Now } }));
        Assert.Equal(new ReopenResult.NotNeeded(), Reopen(Account with { Access = AccessPart.None }));
    }

    [Fact]
    public void A_released_account_keeps_who_objected_and_nothing_that_was_made_since_the_recovery()
    {
        Contact thief = Scene.Contacts.Items[0] with { Number = 9, State = ContactState.Verified };
        AccountRecord frozen = CompletionScene.Account(AccountState.Reentry, KeyIs.Young, [Shows.Mail], paper: true);
        frozen = frozen with { Access = frozen.Access with { FrozenAt = Now }, Contacts = frozen.Contacts.Put(thief) };

        Decision<ReopenResult> decision = CredentialRules.Release(frozen, FullestRecord.From, Policy, Now);

        Assert.Equal(new ReopenResult.Reopened(decision.Next!.Epoch, Now), decision.Answer);
        Assert.Equal((null, null, false), (decision.Next.RecoveryCode.Code, decision.Next.RecoveryKey.Slot.Live, decision.Next.IsFrozen));
        Assert.Equal((int)Shows.Mail, Assert.Single(decision.Next.Contacts.Items).Number);
        Assert.InRange(decision.Next.Epoch, frozen.Epoch + 1, long.MaxValue);
        Assert.Equal([RecoveryEventKind.RecoveryReleased, RecoveryEventKind.SessionsVoided], decision.Next.Events.Items.Select(item => item.Kind));
    }

    [Fact]
    public void Nothing_is_released_that_is_not_frozen()
    {
        Assert.Equal(new ReopenResult.NoRecord(), CredentialRules.Release(null, FullestRecord.From, Policy, Now));
        Assert.Equal(new ReopenResult.NotNeeded(), CredentialRules.Release(Account, FullestRecord.From, Policy, Now));
    }

    [Fact]
    public void After_a_wrong_clock_holds_begin_again_in_full_and_nothing_lies_in_the_future()
    {
        Instant ahead = Now + Duration.FromDays(400);
        AccessPart access = new() { Reentry = Open with { Since = ahead, GrantUntil = ahead }, SessionsValidFrom = ahead, PaymentsHeldUntil = ahead, FrozenAt = ahead };

        Assert.Equal(
            new AccessPart { Reentry = Open with { Since = Now, GrantUntil = Now }, SessionsValidFrom = Now, PaymentsHeldUntil = Now + RecoveryPolicy.PaymentHold, FrozenAt = Now },
            CredentialRules.Time.Restart(Account with { Access = access }, Policy, Now).Access);
        Assert.Equal(AccessPart.None, CredentialRules.Time.Restart(Account with { Access = AccessPart.None }, Policy, Now).Access);
    }

    private static AccountRecord With(Reentry reentry) => Scene with { Access = new AccessPart { Reentry = reentry } };

    private static RecoveryCall Call(params TicketFacts?[] given) => RuleScene.Call(RecoveryAction.SetCredentials, given);

    private static Decision<CredentialsOutcome> Set(AccountRecord record, params TicketFacts?[] given) => CredentialRules.CredentialsSet(record, Call(given), Policy, Now);

    private static Decision<ReopenResult> Reopen(AccountRecord? record) => CredentialRules.Reopen(record, FullestRecord.From, Policy, Now);
}
