using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

/// <summary>Account records as they might be, unknown fields of newer versions included. Shrinks by emptying whole parts.</summary>
internal static class Records
{
    private static readonly CodeFormat[] Formats = [CodeFormat.BackupCode, CodeFormat.RecoveryCode, CodeFormat.Parse("abcABC:9-9"), CodeFormat.Parse("01:64")];

    internal static Arbitrary<AccountRecord> Any { get; } = Arb.From(
        from secret in Bytes(RecordSecret.Size, RecordSecret.Size)
        from epoch in Longs
        from latest in Times
        from part in Parts
        from queue in Queues
        from receipts in Several(Receipts)
        from code in Slots
        from key in Keys
        from access in Accesses
        from contacts in ContactRecords.Contacts
        from sent in ContactRecords.SecurityCodes
        from messages in ContactRecords.Messages
        from erased in MaybeTimes
        from unknown in Unknown
        select new AccountRecord(new RecordSecret(secret), epoch, latest)
        {
            BackupCodes = part,
            RecoveryCode = code,
            RecoveryKey = key,
            Access = access,
            Contacts = contacts,
            SecurityCodes = sent,
            Messages = messages,
            Events = queue,
            Receipts = receipts,
            ErasedAt = erased,
            Unknown = unknown,
        },
        Smaller);

    internal static Gen<long> Longs => Gen.OneOf(
        Gen.Choose(-2, 200).Select(number => (long)number),
        Gen.Elements(long.MinValue, long.MaxValue, int.MaxValue, int.MinValue),
        Gen.Choose(int.MinValue, int.MaxValue).Two().Select(halves => ((long)halves.Item1 << 32) | unchecked((uint)halves.Item2)));

    internal static Gen<int> Ints => Gen.OneOf(Gen.Choose(0, 100), Gen.Elements(int.MaxValue, int.MinValue, -1));

    private static Gen<int> Counts => Gen.OneOf(Gen.Choose(0, 200), Gen.Elements(int.MaxValue, int.MaxValue - 1));

    internal static Gen<Instant> Times => Gen.OneOf(
        Gen.Elements(Microseconds.Truncate(Instant.MinValue), Microseconds.Truncate(Instant.MaxValue), Instant.FromUnixTimeTicks(0), TestHost.Start),
        Gen.Choose(0, int.MaxValue).Two().Select(parts => Microseconds.ToInstant((parts.Item1 * 1_000_000L) + (parts.Item2 % 1_000_000))));

    internal static Gen<Instant?> MaybeTimes => Gen.OneOf(Gen.Constant<Instant?>(null), Times.Select(time => (Instant?)time));

    internal static Gen<bool> Flags => Gen.Elements(false, true);

    internal static Gen<string?> Texts => Gen.Elements(null, "", "a", "203.0.113.7", "Firefox on Linux", "\u00E9\uD83D\uDE00", new string('x', 64), "\0");

    internal static Gen<UnknownFields> Unknown => Gen.Frequency(
        (4, Gen.Constant(UnknownFields.None)),
        (1, from numbers in Gen.Choose(1_000, int.MaxValue).ArrayOf(2)
            from value in Bytes(0, 20)
            select numbers.Aggregate(UnknownFields.None, (fields, number) => fields.With(number, value))));

    internal static Gen<CallerTrace> Traces =>
        from texts in Texts.ArrayOf(4)
        from unknown in Unknown
        select new CallerTrace(texts[0], texts[1], texts[2]) { Culture = texts[3], Unknown = unknown };

    private static Gen<StoredCode> Codes =>
        from tag in Bytes(0, 32)
        from spent in MaybeTimes
        from unknown in Unknown
        select new StoredCode([.. tag], spent) { Unknown = unknown };

    private static Gen<CodeSet> Sets =>
        from number in Ints
        from format in Gen.Elements(Formats)
        from scheme in Texts.Three()
        from salt in Bytes(0, 16)
        from codes in Several(Codes)
        from issued in Times
        from imported in Flags
        from unknown in Unknown
        select new CodeSet(number, format, scheme.Item1 ?? "s", scheme.Item2 ?? "c", [.. salt], codes, issued) { Imported = imported, Unknown = unknown };

    private static Gen<AttemptCharge> Charges =>
        from number in Longs
        from at in Times
        from trace in Traces
        from unknown in Unknown
        select new AttemptCharge(number, at, trace) { Unknown = unknown };

    internal static Gen<AttemptBudget> Budgets =>
        from failures in Counts
        from paused in MaybeTimes
        from closed in Flags
        from last in Longs
        from charges in Several(Charges)
        from unknown in Unknown
        select new AttemptBudget { Failures = failures, PausedUntil = paused, Closed = closed, LastCharge = last, InFlight = charges, Unknown = unknown };

    private static Gen<BackupCodePart> Parts =>
        from live in Gen.OneOf(Gen.Constant<CodeSet?>(null), Sets.Select(set => (CodeSet?)set))
        from pending in Gen.OneOf(Gen.Constant<CodeSet?>(null), Sets.Select(set => (CodeSet?)set))
        from until in MaybeTimes
        from budgets in Budgets.Two()
        from numbered in Ints
        from unknown in Unknown
        select new BackupCodePart
        {
            Live = live,
            Pending = pending,
            PendingUntil = until,
            Budgets = new AttemptBudgets(budgets.Item1, budgets.Item2),
            SetsNumbered = numbered,
            Unknown = unknown,
        };

    private static Gen<SavedCode?> SavedCodes => Gen.OneOf(
        Gen.Constant<SavedCode?>(null),
        from number in Ints
        from salt in Bytes(0, 16)
        from tag in Bytes(0, 32)
        from issued in Times
        from spent in MaybeTimes
        from unknown in Unknown
        select (SavedCode?)new SavedCode(number, [.. salt], [.. tag], issued) { SpentAt = spent, Unknown = unknown });

    private static Gen<SavedCodeSlot> Slots => Gen.OneOf(
        Gen.Constant(SavedCodeSlot.Empty),
        from code in SavedCodes
        from numbered in Ints
        from budgets in Budgets.Two()
        from unknown in Unknown
        select new SavedCodeSlot { Code = code, Numbered = numbered, Budgets = new AttemptBudgets(budgets.Item1, budgets.Item2), Unknown = unknown });

    private static Gen<RecoveryKeyPart> Keys => Gen.OneOf(
        Gen.Constant(RecoveryKeyPart.None),
        from slot in Slots
        from pending in SavedCodes
        from times in MaybeTimes.Two()
        from unknown in Unknown
        select new RecoveryKeyPart { Slot = slot, Pending = pending, PendingUntil = times.Item1, DisabledFrom = times.Item2, Unknown = unknown });

    private static Gen<AccessPart> Accesses => Gen.OneOf(
        Gen.Constant(AccessPart.None),
        from reenters in Flags
        from reentered in Flags
        from times in Times.Two()
        from set in MaybeTimes.ArrayOf(8)
        from flags in Flags.ArrayOf(4)
        from starts in Several(Times)
        from unknown in Unknown
        select new AccessPart
        {
            Reentry = reenters ? new Reentry(times.Item1, times.Item2) { CredentialsSetAt = set[0], HadContacts = reentered, IsAfterWait = flags[0], Unknown = unknown } : null,
            SessionsValidFrom = set[1],
            PaymentsHeldUntil = set[2],
            Wait = flags[1] ? new Wait(times.Item1, times.Item2) { LastTold = set[7], Unknown = unknown } : null,
            WaitStarts = starts,
            CancelledAt = set[3],
            Prompt = flags[2] ? new Prompt(times.Item2) { SkippedUntil = set[4], IsOverdueTold = flags[3], Unknown = unknown } : null,
            SignedInAt = set[5],
            FrozenAt = set[6],
            Unknown = unknown,
        });

    private static Gen<QueuedEvent> Events =>
        from sequence in Longs
        from kind in Gen.Choose(0, 32)
        from method in Gen.Choose(0, 4)
        from at in Times
        from trace in Traces
        from numbers in Ints.ArrayOf(4)
        from given in Flags.ArrayOf(5)
        from unknown in Unknown
        select new QueuedEvent(sequence, (RecoveryEventKind)kind, (RecoveryMethod)method, at, trace)
        {
            Count = numbers[0],
            Remaining = given[0] ? numbers[1] : null,
            SetNumber = given[1] ? numbers[2] : null,
            Attested = given[2],
            Contact = given[3] ? numbers[3] : null,
            Channel = given[4] ? (ContactChannel)(1 + (kind % 3)) : null,
            GivenId = given[2] && given[0] ? new EventId(new UInt128(ulong.MaxValue, unchecked((ulong)sequence))) : null,
            Unknown = unknown,
        };

    private static Gen<EventQueue> Queues =>
        from items in Several(Events)
        from numbers in Longs.ArrayOf(3)
        from held in MaybeTimes
        from faults in Ints
        from unknown in Unknown
        select new EventQueue
        {
            Items = items,
            LastSequence = numbers[0],
            FrozenThrough = numbers[1],
            Holder = numbers[2],
            HeldUntil = held,
            Faults = faults,
            Unknown = unknown,
        };

    private static Gen<Receipt> Receipts =>
        from tags in Bytes(0, 16).Two()
        from at in Times
        from kind in Gen.Choose(0, 3)
        from numbers in Longs.Two()
        from unknown in Unknown
        select new Receipt([.. tags.Item1], [.. tags.Item2], at, (ReceiptKind)kind, numbers.Item1, numbers.Item2) { Unknown = unknown };

    /// <summary>The fields of a record, as they are before sealing.</summary>
    internal static byte[] Fields(AccountRecord record, ushort version = RecordSealer.FieldsVersion) => Fields(record.Write, version);

    internal static byte[] Fields(Action<FieldWriter> write, ushort version = RecordSealer.FieldsVersion)
    {
        var fields = new FieldWriter(version);
        write(fields);
        return fields.Written.ToArray();
    }

    private static Gen<byte[]> Bytes(int least, int most) =>
        Gen.Choose(least, most).SelectMany(length => Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(length));

    internal static Gen<ImmutableArray<T>> Several<T>(Gen<T> items) =>
        Gen.Choose(0, 3).SelectMany(count => items.ArrayOf(count)).Select(array => array.ToImmutableArray());

    private static IEnumerable<AccountRecord> Smaller(AccountRecord record)
    {
        AccountRecord[] smaller =
        [
            record with { BackupCodes = BackupCodePart.None },
            record with { Events = EventQueue.Empty },
            record with { Contacts = ContactPart.None },
            record with { SecurityCodes = SecurityCodePart.None },
            record with { Messages = MessageQueue.Empty },
            record with { Receipts = [] },
            record with { Unknown = UnknownFields.None },
            record with { BackupCodes = record.BackupCodes with { Live = null, Pending = null } },
            record with { BackupCodes = record.BackupCodes with { Budgets = AttemptBudgets.Fresh } },
            record with { Epoch = 0, Latest = default },
        ];
        int length = Fields(record).Length;
        return smaller.Where(candidate => Fields(candidate).Length < length);
    }
}
