using NodaTime;

namespace AccountRecovery;

/// <summary>How the account's recovery key stands.</summary>
internal enum KeyIs
{
    Absent,
    Young,
    Exclusive,
    RedeemedYoung,
    RedeemedExclusive,
}

/// <summary>What somebody shows, as a person would call it.</summary>
internal enum Shows
{
    RedeemedCode,
    RedeemedKey,
    Mail,
    OtherMail,
    SameMailbox,
    Texts,
    Calls,
    YoungMail,
    BackupCode,
    SecondStep,
    Laptop,
    Password,
    Session,
}

/// <summary>Accounts in every state, and tickets of every kind, for completing a recovery.</summary>
internal static class CompletionScene
{
    internal static readonly Instant Now = TestHost.Start;

    private static readonly RecordSecret Secret = RecordSecret.Generate();
    private static readonly Instant Recently = Now - Duration.FromMinutes(1);

    // Text and voice to one number, and two addresses of one mailbox, are there as two contacts.
    private static readonly (Shows Shows, ContactChannel Channel, string Address, Duration Age)[] Contacts =
    [
        (Shows.Mail, ContactChannel.Email, "mira@example.com", Duration.FromDays(400)),
        (Shows.OtherMail, ContactChannel.Email, "m.work@example.net", Duration.FromDays(300)),
        (Shows.SameMailbox, ContactChannel.Email, "mira+shop@example.com", Duration.FromDays(300)),
        (Shows.Texts, ContactChannel.Sms, "+447700900123", Duration.FromDays(200)),
        (Shows.Calls, ContactChannel.Voice, "+447700900123", Duration.FromDays(200)),
        (Shows.YoungMail, ContactChannel.Email, "new@example.org", ContactScene.Month - ContactScene.Grain),
    ];

    internal static readonly Shows[] OfContacts = [.. Contacts.Select(contact => contact.Shows)];

    internal static AccountRecord Account(AccountState account, KeyIs key, Shows[]? contacts = null, bool paper = false)
    {
        AccountRecord record = AccountRecord.New(Secret, Now - Duration.FromDays(500)) with
        {
            Epoch = 7,
            Latest = Recently,
            RecoveryCode = paper ? SavedCodeSlot.Empty with { Code = Code(Now - Duration.FromDays(300)) } : SavedCodeSlot.Empty,
            RecoveryKey = RecoveryKeyPart.None with { Slot = SavedCodeSlot.Empty with { Code = Key(key) } },
            Access = account switch
            {
                AccountState.Waiting => AccessPart.None with { Wait = new Wait(Recently, Recently + WaitScene.Length) },
                AccountState.Reentry => AccessPart.None with { Reentry = new Reentry(Recently, Now + Reentry.GrantLifetime) { CredentialsSetAt = Recently, HadContacts = true } },
                AccountState.AfterWait => AccessPart.None with { Reentry = Reentry.AfterWait(Recently) },
                _ => AccessPart.None,
            },
        };
        ContactState? state = account switch
        {
            AccountState.Established => ContactState.Verified,
            AccountState.Waiting => ContactState.Leaving,
            AccountState.Reentry => ContactState.Voided,
            _ => null,
        };
        Contact[] items =
        [
            .. from contact in Contacts
               where state is not null && (contacts ?? OfContacts).Contains(contact.Shows)
               let at = Now - contact.Age
               select new Contact((int)contact.Shows, contact.Channel, contact.Address, state!.Value, at) { VerifiedAt = at, ShownAt = at, LeftAt = state == ContactState.Verified ? null : Recently },
        ];
        return record with { Contacts = ContactPart.None with { Items = [.. items], Numbered = 20 } };
    }

    internal static TicketFacts Ticket(Shows shows) => new(
        shows switch
        {
            Shows.RedeemedCode => ProofKind.RecoveryCode,
            Shows.RedeemedKey => ProofKind.RecoveryKey,
            Shows.BackupCode => ProofKind.BackupCode,
            Shows.SecondStep => ProofKind.HostTwoStep,
            Shows.Laptop => ProofKind.TrustedDevice,
            Shows.Password => ProofKind.HostPassword,
            Shows.Session => ProofKind.HostSession,
            _ => ProofKind.ContactCode,
        },
        ProofPurpose.Recover,
        7,
        Recently,
        Recently + RecoveryPolicy.DefaultTicketLifetime)
    { Contact = OfContacts.Contains(shows) ? (int)shows : 0 };

    internal static CompleteOutcome Complete(AccountRecord record, bool twoStep, RecoveryPolicy policy, params Shows[] shown) =>
        CompletionRules.Complete(
            record,
            new RecoveryCall(
                RecoveryAction.Complete,
                RecoveryMethod.None,
                TestHost.Alice,
                new ProofsGiven([.. shown.Select(shows => (TicketFacts?)Ticket(shows))], twoStep),
                CallerTrace.None)
            {
                Purpose = ProofPurpose.Recover,
            },
            policy,
            Now).Answer;

    // Redeemed a minute ago, where it was: exclusive from 720 hours after it was typed back.
    private static SavedCode? Key(KeyIs key) => key switch
    {
        KeyIs.Absent => null,
        KeyIs.Young => Code(Now - ContactScene.Month + ContactScene.Grain),
        KeyIs.Exclusive => Code(Now - ContactScene.Month),
        KeyIs.RedeemedYoung => Code(Recently - ContactScene.Month + ContactScene.Grain) with { SpentAt = Recently },
        _ => Code(Recently - ContactScene.Month) with { SpentAt = Recently },
    };

    private static SavedCode Code(Instant at) => new(1, [.. new byte[16]], [.. new byte[32]], at);
}
