using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>One record with every field of every part set, each to a value of its own.</summary>
internal static class GoldenRecord
{
    internal static readonly AccountId Account = new("tenant-1/g\u00F6lden");

    /// <summary>The root key of all golden files: 32 bytes that are no sample.</summary>
    internal static readonly RootKey Key = RootKey.Parse("8J+UkWdvbGRlbi1rZXktb2YtdGVzdHMtMDAwMDAwMDE=");

    internal static AccountRecord Full => new(new RecordSecret(Bytes(32, 0x40)), 1_772_366_400_000_000, At(0))
    {
        BackupCodes = new BackupCodePart
        {
            Live = Set(3, imported: false) with { Scheme = "argon2id", Cost = "v=19,m=19456,t=2,p=1" },
            Pending = Set(4, imported: true) with { Format = CodeFormat.Parse("crockford32:5-5-5-5-5:check"), Scheme = "hmac-sha256", Cost = string.Empty },
            PendingUntil = At(86_400),
            Budgets = new AttemptBudgets(Budget(7), Budget(2) with { Closed = false, PausedUntil = null }),
            SetsNumbered = 4,
        },
        Events = new EventQueue
        {
            Items = [Event(41) with { Attested = false }, Event(42)],
            LastSequence = 42,
            FrozenThrough = 41,
            Holder = -4_242_424_242,
            HeldUntil = At(60),
            Faults = 2,
        },
        Receipts =
        [
            new Receipt(BytesFrom(16, 0x50), BytesFrom(16, 0x60), At(-10), ReceiptKind.Accepted, 9, 1_772_366_400_000_000),
            new Receipt(BytesFrom(16, 0x70), BytesFrom(16, 0x80), At(-5), ReceiptKind.Refused, (long)Refusal.WrongCode, -1),
        ],
    };

    /// <summary>The same with a recovery code, a recovery key, and what a recovery has left.</summary>
    internal static AccountRecord Saved => Full with
    {
        RecoveryCode = Slot(2, At(-30)),
        RecoveryKey = new RecoveryKeyPart
        {
            Slot = Slot(5, null),
            Pending = SavedCodeOf(6, null),
            PendingUntil = At(86_401),
            DisabledFrom = At(2_592_000),
        },
        Access = new AccessPart
        {
            Reentry = new Reentry(At(-40), At(86_360)) { CredentialsSetAt = At(-20) },
            SessionsValidFrom = At(-21),
            PaymentsHeldUntil = At(259_160),
        },
    };

    /// <summary>What erasing leaves until it is told.</summary>
    internal static AccountRecord Erased => new(new RecordSecret(Bytes(32, 0x20)), 1_772_366_400_000_001, At(5))
    {
        Events = EventQueue.Empty with
        {
            Items =
            [
                new QueuedEvent(42, RecoveryEventKind.AccountErased, RecoveryMethod.None, At(4), Trace("erased")) { GivenId = new EventId(new UInt128(0x0123_4567_89AB_CDEF, 42)) },
                new QueuedEvent(43, RecoveryEventKind.AccountErased, RecoveryMethod.None, At(5), Trace("erased-again")),
            ],
            LastSequence = 43,
        },
        ErasedAt = At(5),
    };

    /// <summary>The same as a newer version might write it: with a field of its own in every part, at every level.</summary>
    internal static AccountRecord Newer
    {
        get
        {
            AccountRecord record = Full;
            BackupCodePart part = record.BackupCodes;
            return record with
            {
                BackupCodes = part with
                {
                    Live = WithUnknown(part.Live!),
                    Pending = WithUnknown(part.Pending!),
                    Budgets = new AttemptBudgets(WithUnknown(part.Budgets.Anonymous), WithUnknown(part.Budgets.Attested)),
                    Unknown = Unknown("part"),
                },
                Events = record.Events with
                {
                    Items = [.. record.Events.Items.Select(item => item with { From = item.From with { Unknown = Unknown("trace") }, Unknown = Unknown("event") })],
                    Unknown = Unknown("queue"),
                },
                Receipts = [.. record.Receipts.Select(receipt => receipt with { Unknown = Unknown("receipt") })],
                Unknown = Unknown("record"),
            };
        }
    }

    /// <summary>What each level's unknown fields hold, so that a test can find them among the bytes.</summary>
    internal static ImmutableArray<string> Levels { get; } = ["record", "part", "set", "code", "budget", "charge", "trace", "queue", "event", "receipt"];

    internal static Instant At(int seconds) => Instant.FromUtc(2026, 3, 1, 12, 0) + Duration.FromSeconds(seconds) + Duration.FromNanoseconds(123_456_000);

    internal static ImmutableArray<byte> BytesFrom(int length, int first) => [.. Bytes(length, first)];

    private static byte[] Bytes(int length, int first) => [.. Enumerable.Range(first, length).Select(value => (byte)value)];

    private static CodeSet Set(int number, bool imported) => new(
        number,
        CodeFormat.BackupCode,
        string.Empty,
        string.Empty,
        BytesFrom(16, number),
        [new StoredCode(BytesFrom(32, 0x90), null), new StoredCode(BytesFrom(32, 0xB0), At(-60))],
        At(-3_600))
    { Imported = imported };

    private static AttemptBudget Budget(int failures) => new()
    {
        Failures = failures,
        PausedUntil = At(120),
        Closed = true,
        LastCharge = 70 + failures,
        InFlight = [new AttemptCharge(70 + failures, At(-1), Trace("charge"))],
    };

    private static CallerTrace Trace(string of) => new($"corr-{of}", "203.0.113.7", "Firefox \u00FCber Linux");

    private static QueuedEvent Event(long sequence) => new(sequence, RecoveryEventKind.AttemptRefused, RecoveryMethod.BackupCodes, At(-2), Trace("event"))
    {
        Count = 5,
        Remaining = 8,
        SetNumber = 3,
        Attested = true,
    };

    private static SavedCodeSlot Slot(int number, Instant? spent) => new()
    {
        Code = SavedCodeOf(number, spent),
        Numbered = number + 1,
        Budgets = new AttemptBudgets(Budget(number), Budget(number + 1)),
    };

    private static SavedCode SavedCodeOf(int number, Instant? spent) => new(number, BytesFrom(16, number), BytesFrom(32, 0x80 + number), At(-3_000 - number)) { SpentAt = spent };

    private static CodeSet WithUnknown(CodeSet set) => set with
    {
        Codes = [.. set.Codes.Select(code => code with { Unknown = Unknown("code") })],
        Unknown = Unknown("set"),
    };

    private static AttemptBudget WithUnknown(AttemptBudget budget) => budget with
    {
        InFlight = [.. budget.InFlight.Select(charge => charge with { From = charge.From with { Unknown = Unknown("trace") }, Unknown = Unknown("charge") })],
        Unknown = Unknown("budget"),
    };

    private static UnknownFields Unknown(string level) => UnknownFields.None
        .With(100, System.Text.Encoding.ASCII.GetBytes($"unknown-{level}"))
        .With(int.MaxValue, [])
        .With(100, [0xFF, 0x00, 0x80]);
}
