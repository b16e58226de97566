using NodaTime;

namespace AccountRecovery;

/// <summary>How an account can be when somebody asks whether something is allowed: what docs/access.md has a row for.</summary>
/// <param name="Name">In words.</param>
/// <param name="Record">The account's record; null for one that has none.</param>
internal sealed record AccessSituation(string Name, AccountRecord? Record)
{
    internal static readonly Instant Now = TestHost.Start;

    /// <summary>Sessions that began earlier are void, in situations with such a time.</summary>
    internal static readonly Instant SessionsValidFrom = Now - Duration.FromHours(1);

    private static readonly Instant Long = Now - Duration.FromDays(400);
    private static readonly SavedCode Code = new(1, [.. new byte[16]], [.. new byte[32]], Long);
    private static readonly Reentry Redeemed = new(SessionsValidFrom, SessionsValidFrom + Reentry.GrantLifetime);

    // With the paper and the key, so that the steps that they offer are seen.
    private static readonly AccountRecord Quiet = AccountRecord.New(RecordSecret.Generate(), Long) with
    {
        RecoveryCode = SavedCodeSlot.Empty with { Code = Code },
        RecoveryKey = RecoveryKeyPart.None with { Slot = SavedCodeSlot.Empty with { Code = Code } },
        Contacts = ContactPart.None with
        {
            Items = [new Contact(1, ContactChannel.Email, ContactScene.Mira, ContactState.Verified, Long) { VerifiedAt = Long, ShownAt = Long, SettlesAtOnce = true }],
            Numbered = 1,
        },
    };

    internal static readonly AccessSituation[] All =
    [
        new("nothing is going on", Quiet),
        new("the account has no record", null),
        new("the person is asked whether a contact still reaches them", Asked(new Prompt(Now - Duration.FromDays(2)))),
        new("they have put that off", Asked(new Prompt(Now - Duration.FromDays(2)) { SkippedUntil = Now + Duration.FromHours(9) })),
        new("they have put it off on the seventh day", Asked(new Prompt(Now - Duration.FromDays(6) - Duration.FromHours(15)) { SkippedUntil = Now + Duration.FromHours(9) })),
        new("seven days are over", Asked(new Prompt(Now - Prompt.OverdueAfter) { IsOverdueTold = true })),
        new("the wait runs", With(new AccessPart { Wait = new Wait(Now - Duration.FromDays(3), Now + Duration.FromDays(27)) }, ContactState.Leaving)),
        new("the wait is over", With(new AccessPart { Reentry = Reentry.AfterWait(Now) }, null)),
        new("the recovery code was redeemed", With(new AccessPart { Reentry = Redeemed with { HadContacts = true }, SessionsValidFrom = SessionsValidFrom }, ContactState.Voided)),
        new("and its grant has run out unused", With(
            new AccessPart { Reentry = Redeemed with { HadContacts = true, GrantUntil = Now }, SessionsValidFrom = SessionsValidFrom }, ContactState.Voided)),
        new("new credentials are set", With(SetUp(hadContacts: true), ContactState.Voided)),
        new("the same, and the account never had contacts", With(SetUp(hadContacts: false), null)),
        new("set up again, less than 72 hours ago", Quiet with { Access = new AccessPart { SessionsValidFrom = SessionsValidFrom, PaymentsHeldUntil = SessionsValidFrom + RecoveryPolicy.PaymentHold } }),
        new("recovered by other means, or a wait was cancelled", Quiet with { Access = new AccessPart { SessionsValidFrom = SessionsValidFrom } }),
        new("a recovery was frozen", Quiet with { Access = new AccessPart { SessionsValidFrom = SessionsValidFrom, FrozenAt = SessionsValidFrom, PaymentsHeldUntil = SessionsValidFrom + RecoveryPolicy.PaymentHold } }),
    ];

    /// <summary>What the host may know: second step, device, app password, and when the session began.</summary>
    internal static readonly AccessFacts[] Facts =
    [
        .. from bits in Enumerable.Range(0, 8)
           from began in (Instant?[])[null, SessionsValidFrom - ContactScene.Grain, SessionsValidFrom, Now]
           select new AccessFacts { TwoStep = (bits & 1) != 0, TrustedDevice = (bits & 2) != 0, AppPassword = (bits & 4) != 0, SessionBegan = began },
    ];

    /// <summary>The answer at an instant, with everything that has ended by then.</summary>
    internal AccessResult At(Instant at, AccountAction action, AccessFacts facts, RecoveryPolicy policy)
    {
        AccountRecord? then = Record is null ? null : new RecordTimeline(AccountRecoveryTimeline.Rules, policy).Advance(Record, at).Record;
        return AccessRules.Evaluate(then, action, facts, policy, at);
    }

    private static AccessPart SetUp(bool hadContacts) => new()
    {
        Reentry = Redeemed with { HadContacts = hadContacts, CredentialsSetAt = SessionsValidFrom },
        SessionsValidFrom = SessionsValidFrom,
        PaymentsHeldUntil = SessionsValidFrom + RecoveryPolicy.PaymentHold,
    };

    private static AccountRecord Asked(Prompt prompt) => Quiet with { Access = new AccessPart { Prompt = prompt } };

    private static AccountRecord With(AccessPart access, ContactState? state) => Quiet with
    {
        Access = access,
        RecoveryCode = access.Reentry is { IsAfterWait: false } ? SavedCodeSlot.Empty : Quiet.RecoveryCode,
        RecoveryKey = access.Reentry is { IsAfterWait: false } ? RecoveryKeyPart.None : Quiet.RecoveryKey,
        Contacts = Quiet.Contacts.Move(contact => state is null ? null : contact with { State = state.Value, LeftAt = Now - Duration.FromHours(1) }),
    };
}
