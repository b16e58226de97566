using NodaTime;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class AddRulesTests
{
    private static readonly Instant Now = CompletionScene.Now;
    private static readonly RecoveryPolicy Policy = FullestRecord.Policy;
    private static readonly AccountRecord Established = CompletionScene.Account(AccountState.Established, KeyIs.Absent, [Shows.Mail, Shows.Texts]);
    private static readonly Contact Mail = Established.Contacts.Items[0];
    private static readonly SecurityInfoCommand.Add Elsewhere =
        new(RuleScene.Call(RecoveryAction.Add).Under("key"), ContactChannel.Email, WaitScene.Elsewhere, "GB", IsForNotices: false, new ChallengeId(99));

    [Fact]
    public void The_new_contact_is_pending_with_a_code_on_its_way_in_place_of_the_one_before()
    {
        Contact earlier = Mail with { Number = 19, Address = "mistyped@example.com", State = ContactState.Pending };
        Challenge flow = new(98, 19, ProofPurpose.ConfirmContact, ContactChannel.Email, IsAttested: true, Now, Now + Policy.SecurityCodeLifetime);
        AccountRecord record = Established with { Contacts = Established.Contacts.Put(earlier), SecurityCodes = SecurityCodePart.None with { Challenges = [flow] } };

        Decision<ChangeOutcome> decision = AddRules.Add(record, Elsewhere, Policy, Now);

        var added = new Contact(21, ContactChannel.Email, WaitScene.Elsewhere, ContactState.Pending, Now) { Country = "GB", Until = Now + Policy.PendingLifetime };
        Assert.Equal(new ChangeOutcome.CodeSent(ContactView.Of(added), new ChallengeId(99), OwnDomain: false), decision.Answer);
        Assert.Equal([.. Established.Contacts.Items, added], decision.Next!.Contacts.Items);
        Assert.Equal(21, decision.Next.Contacts.Numbered);
        Assert.Equal([flow with { Id = 99, Contact = 21 }], decision.Next.SecurityCodes.Challenges);
        Receipt kept = Assert.Single(decision.Next.Receipts);
        Assert.Equal((ReceiptKind.Accepted, 21L), (kept.Kind, kept.Value));
        Assert.Equal(
            [(RecoveryEventKind.ContactAdded, 21, true), (RecoveryEventKind.SecurityCodeSent, 21, true)],
            decision.Next.Events.Items.Select(item => (item.Kind, item.Contact!.Value, item.Attested)));
        Assert.Equal([[2, 5], [21]], decision.Next.Messages.Items.Select(message => message.To.Select(to => to.Contact)));
    }

    [Theory]
    [InlineData(ContactState.Verified, true)]
    [InlineData(ContactState.Leaving, true)]
    [InlineData(ContactState.Notice, true)]
    [InlineData(ContactState.Pending, false)]
    [InlineData(ContactState.Removed, false)]
    [InlineData(ContactState.Voided, false)]
    [InlineData(ContactState.Left, false)]
    public void An_address_that_is_there_is_not_added_again(ContactState state, bool isThere)
    {
        AccountRecord record = Established with { Contacts = Established.Contacts.Put(Mail with { State = state }) };

        Assert.Equal(isThere ? Refused(Refusal.ContactExists) : null, Add(record, Elsewhere with { Address = ContactScene.Mira }).Answer as ChangeOutcome.Refused);
        Assert.Equal(Refused(Refusal.ContactExists), Add(record, Elsewhere with { Channel = ContactChannel.Voice, Address = ContactScene.Phone }).Answer);
    }

    [Theory]
    [InlineData(10, 0, 0, true)]
    [InlineData(9, 10, 1, false)]
    [InlineData(9, 11, 0, true)]
    public void An_account_has_ten_contacts_and_keeps_twenty_beside_the_pending_one(int verified, int left, int pending, bool isFull)
    {
        Contact[] items = [.. Enumerable.Range(0, verified + left + pending).Select(n => Mail with
        {
            Number = n + 1,
            State = n < verified ? ContactState.Verified : n < verified + left ? ContactState.Left : ContactState.Pending,
        })];

        Decision<ChangeOutcome> decision = Add(Established with { Contacts = ContactPart.None with { Items = [.. items], Numbered = 21 } }, Elsewhere);

        Assert.Equal(isFull ? Refused(Refusal.TooManyContacts) : null, decision.Answer as ChangeOutcome.Refused);
        Assert.Equal(isFull, decision.Next is null);
    }

    [Fact]
    public void An_address_at_the_hosts_own_domain_is_warned_of_and_never_the_only_one_but_for_notices()
    {
        var policy = new RecoveryPolicy(new AccountRecoveryOptions { OwnDomains = { "example.org" } }, keepEvents: true, [ContactChannel.Email]);
        AccountRecord none = CompletionScene.Account(AccountState.None, KeyIs.Absent);
        AccountRecord own = Established with { Contacts = Established.Contacts with { Items = [Mail with { Address = "mira@example.org" }] } };

        Assert.All([none, own], record => Assert.Equal(new Decision<ChangeOutcome>(Refused(Refusal.OwnDomainAlone), null), AddRules.Add(record, Elsewhere, policy, Now)));
        Assert.True(Assert.IsType<ChangeOutcome.CodeSent>(AddRules.Add(Established, Elsewhere, policy, Now).Answer).OwnDomain);
        Contact notice = AddRules.Add(none, Elsewhere with { IsForNotices = true }, policy, Now).Next!.Contacts.Pending!;
        Assert.Equal((21, true), (notice.Number, notice.IsForNotices));
    }

    /// <summary>A recovery code or key that was there first may have another owner than whoever adds the first contact.</summary>
    [Fact]
    public void Only_who_sets_the_account_up_has_a_contact_that_settles_at_once()
    {
        bool Settles(AccountState state, KeyIs key = KeyIs.Absent, bool paper = false) =>
            Add(CompletionScene.Account(state, key, [Shows.Mail], paper), Elsewhere).Next!.Contacts.Pending!.SettlesAtOnce;

        Assert.Equal(
            [true, false, false, false, false, true, true],
            [
                Settles(AccountState.None), Settles(AccountState.None, paper: true), Settles(AccountState.None, KeyIs.Young), Settles(AccountState.Established), Settles(AccountState.Waiting),
                Settles(AccountState.Reentry, KeyIs.Young, paper: true), Settles(AccountState.AfterWait, KeyIs.Young, paper: true),
            ]);
        Assert.True(Settles(AccountState.None, KeyIs.RedeemedYoung));
    }

    [Fact]
    public void What_cannot_be_sent_is_not_added()
    {
        var mute = new RecoveryPolicy(new AccountRecoveryOptions(), keepEvents: true, []);
        Instant free = Now + CodeSend.CountedFor;
        CodeSend[] sends = [.. Enumerable.Repeat(new CodeSend(Now, 2, IsAttested: true), SendLimits.PerAccountAndDay)];
        AccountRecord spent = Established with { SecurityCodes = SecurityCodePart.None with { Sends = [.. sends] } };
        Decision<ChangeOutcome> busy = new ChangeOutcome.Busy(BusyReason.Queue);

        Assert.Equal(new Decision<ChangeOutcome>(Refused(Refusal.TooManyCodes, free), null), AddRules.Add(spent, Elsewhere, Policy, free - ContactScene.Grain));
        Assert.IsType<ChangeOutcome.CodeSent>(AddRules.Add(spent, Elsewhere, Policy, free).Answer);
        Assert.Equal(busy, Add(Established.WithWaiting(RuleScene.Open - 5), Elsewhere));
        Assert.IsType<ChangeOutcome.CodeSent>(Add(Established.WithWaiting(RuleScene.Open - 6), Elsewhere).Answer);
        Assert.Equal(busy, AddRules.Add(Established.WithWaiting(RuleScene.Open - 1), Elsewhere, mute, Now));
        Assert.Equal(new Decision<ChangeOutcome>(Refused(Refusal.ChannelUnavailable), null), AddRules.Add(Established.WithWaiting(RuleScene.Open - 2), Elsewhere, mute, Now));
    }

    private static ChangeOutcome.Refused Refused(Refusal why, Instant? until = null) => new(why, until);

    private static Decision<ChangeOutcome> Add(AccountRecord record, SecurityInfoCommand.Add command) => AddRules.Add(record, command, Policy, Now);
}
