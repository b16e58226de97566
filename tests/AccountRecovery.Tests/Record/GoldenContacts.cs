using System.Collections.Immutable;
using System.Text;
using NodaTime;

namespace AccountRecovery;

/// <summary>The golden record with contacts, security codes and messages beside all that <see cref="GoldenRecord.Saved"/> has, every field set to a value of its own.</summary>
internal static class GoldenContacts
{
    internal static AccountRecord Record
    {
        get
        {
            AccountRecord saved = GoldenRecord.Saved;
            return saved with
            {
                Contacts = new ContactPart { Items = [Verified, Pending, Voided], Numbered = 7 },
                SecurityCodes = new SecurityCodePart
                {
                    Challenges =
                    [
                        Challenge(0x1122_3344_5566_7788, 2, ProofPurpose.Recover, ContactChannel.Email) with { Tries = 4 },
                        Challenge(-2, 5, ProofPurpose.ConfirmContact, ContactChannel.Sms) with { Sends = 1, IsAttested = false },
                    ],
                    Sends = [new CodeSend(At(-500), 2, IsAttested: true), new CodeSend(At(-100), 5, IsAttested: false)],
                    Budgets = new AttemptBudgets(
                        saved.BackupCodes.Budgets.Anonymous with { Failures = 8, LastCharge = 91 },
                        saved.BackupCodes.Budgets.Attested with { Failures = 1, LastCharge = 92 }),
                },
                Messages = new MessageQueue { Items = [Code, Notice], LastNumber = 32 },
                Events = saved.Events with { Items = [saved.Events.Items[0], saved.Events.Items[1] with { From = From("event"), Contact = 5, Channel = ContactChannel.Sms }] },
                Access = saved.Access with { Reentry = saved.Access.Reentry! with { HadContacts = true } },
            };
        }
    }

    /// <summary>The same as a newer version might write it: with a field of its own at each level that has come since the first golden files.</summary>
    internal static AccountRecord Newer
    {
        get
        {
            AccountRecord record = Record;
            SecurityCodePart codes = record.SecurityCodes;
            return record with
            {
                RecoveryCode = WithUnknown(record.RecoveryCode),
                RecoveryKey = record.RecoveryKey with { Slot = WithUnknown(record.RecoveryKey.Slot), Unknown = Unknown("key") },
                Access = record.Access with { Reentry = record.Access.Reentry! with { Unknown = Unknown("reentry") }, Unknown = Unknown("access") },
                Contacts = record.Contacts with { Items = [.. record.Contacts.Items.Select(contact => contact with { Unknown = Unknown("contact") })], Unknown = Unknown("contacts") },
                SecurityCodes = codes with
                {
                    Challenges = [.. codes.Challenges.Select(challenge => challenge with { Unknown = Unknown("challenge") })],
                    Budgets = new AttemptBudgets(codes.Budgets.Anonymous with { Unknown = Unknown("budget") }, codes.Budgets.Attested with { Unknown = Unknown("budget") }),
                    Unknown = Unknown("security-codes"),
                },
                Messages = record.Messages with
                {
                    Items = [.. record.Messages.Items.Select(message => message with { From = message.From with { Unknown = Unknown("trace") }, Unknown = Unknown("message") })],
                    Unknown = Unknown("messages"),
                },
            };
        }
    }

    /// <summary>What each of those levels' unknown fields hold.</summary>
    internal static ImmutableArray<string> Levels { get; } =
        ["slot", "saved", "key", "access", "reentry", "contacts", "contact", "security-codes", "challenge", "budget", "messages", "message", "trace"];

    internal static Contact Verified { get; } = new(2, ContactChannel.Email, "m.m\u00FCller+home@example.com", ContactState.Verified, At(-9_000))
    {
        VerifiedAt = At(-8_900),
        ShownAt = At(-70),
        SettlesAtOnce = true,
    };

    internal static Contact Pending { get; } = new(5, ContactChannel.Sms, "+4915112345678", ContactState.Pending, At(-100)) { Country = "DE", Until = At(86_300) };

    internal static Contact Voided { get; } = new(4, ContactChannel.Voice, "+12025550143", ContactState.Voided, At(-7_000))
    {
        Country = "US",
        Until = At(259_160),
        VerifiedAt = At(-6_900),
        ShownAt = At(-6_800),
        SettlesAtOnce = true,
    };

    internal static QueuedMessage Code { get; } = new(31, MessageKind.SecurityCode, [new Recipient(2)], At(-100), At(500), From("code"))
    {
        Challenge = 0x1122_3344_5566_7788,
        Send = 2,
    };

    // No message has all of this; each field is there to be read.
    internal static QueuedMessage Notice { get; } = new(32, MessageKind.Notice, [new Recipient(2), new Recipient(4, IsCounted: true)], At(-60), At(259_140), From("notice"))
    {
        Challenge = -2,
        Send = 1,
        About = RecoveryEventKind.ContactAdded,
        Method = RecoveryMethod.SecurityCodes,
        Count = 3,
        Remaining = 6,
        Contact = 5,
        Faults = 2,
        Holder = -77,
        NotBefore = At(20),
    };

    private static Instant At(int seconds) => GoldenRecord.At(seconds);

    private static CallerTrace From(string of) => new($"corr-{of}", "198.51.100.23", "Safari on \u00FC") { Culture = "pt-BR" };

    private static Challenge Challenge(long id, int contact, ProofPurpose purpose, ContactChannel channel) =>
        new(id, contact, purpose, channel, IsAttested: true, At(-100), At(500)) { Sends = 2 };

    private static SavedCodeSlot WithUnknown(SavedCodeSlot slot) => slot with { Code = slot.Code! with { Unknown = Unknown("saved") }, Unknown = Unknown("slot") };

    private static UnknownFields Unknown(string level) => UnknownFields.None
        .With(100, Encoding.ASCII.GetBytes($"unknown-{level};"))
        .With(int.MaxValue, [])
        .With(100, [0xFF, 0x00, 0x80]);
}
