using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>Whatever the rules let in, the record fits its 16 KiB.</summary>
public sealed class RecordRoomTests
{
    private static readonly RecordSealer Sealer = new(new KeyRing(RootKey.Generate(), []));
    private static readonly AccountRecord Quiet = FullestRecord.Quiet(addressLength: 40);

    private static readonly Dictionary<string, Func<AccountRecord, int, AccountRecord>> Fills = new(StringComparer.Ordinal)
    {
        ["events of nobody"] = (record, _) => FullestRecord.AddEvent(record, CallerTrace.None),
        ["events"] = (record, _) => FullestRecord.AddEvent(record, FullestRecord.From),
        ["codes of nobody"] = (record, _) => FullestRecord.AddCode(record, CallerTrace.None),
        ["codes"] = (record, _) => FullestRecord.AddCode(record, FullestRecord.From),
        ["notices of nobody"] = (record, _) => FullestRecord.AddNotice(record, CallerTrace.None, 1),
        ["notices of nobody to all"] = (record, _) => FullestRecord.AddNotice(record, CallerTrace.None, 20),
        ["notices to all"] = (record, _) => FullestRecord.AddNotice(record, FullestRecord.From, 20),
        ["all of them"] = (record, n) => (n % 3) switch
        {
            0 => FullestRecord.AddEvent(record, FullestRecord.From),
            1 => FullestRecord.AddCode(record, CallerTrace.None),
            _ => FullestRecord.AddNotice(record, FullestRecord.From, 20),
        },
    };

    public static TheoryData<string> Names => [.. Fills.Keys];

    /// <summary>
    /// Two full sets, all attempts under way, both saved codes, ten contacts and ten that were voided, all sends and challenges, and both queues as full as what is kept
    /// for the recovery code allows; then that is redeemed.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Seal_FullestRecord_Fits(string what)
    {
        AccountRecord full = FullestRecord.Fill(Quiet, Fills[what]);

        AccountRecord told = FullestRecord.TellThree(full);

        Assert.True(full.HasRoomReserved(3, FullestRecord.Policy));
        Assert.False(FullestRecord.AddEvent(full, CallerTrace.None).HasRoomReserved(3, FullestRecord.Policy));
        Assert.Equal((full.Events.Items.Length + 3, full.Messages.Items.Length + 3), (told.Events.Items.Length, told.Messages.Items.Length));
        Assert.InRange(Sealer.Seal(TestHost.Alice, told).Length, 12 * 1024, RecordSealer.MaxSize);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_room_that_is_reckoned_is_never_less_than_the_room_that_is_taken(string what)
    {
        AccountRecord full = FullestRecord.TellThree(FullestRecord.Fill(Quiet, Fills[what]));

        // The bytes of the queues themselves are in every record.
        int Taken(Action<FieldWriter> write, Action<FieldWriter> empty) => Records.Fields(write).Length - Records.Fields(empty).Length;
        int events = Taken(full.Events.Write, (full.Events with { Items = [] }).Write);
        int messages = Taken(full.Messages.Write, (full.Messages with { Items = [] }).Write);

        Assert.InRange(full.Events.Size, events, int.MaxValue);
        Assert.InRange(full.Messages.Size, messages, int.MaxValue);
    }

    /// <summary>One item becomes twenty: where a notice to everybody reaches nobody.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_notice_that_nobody_got_is_reported_and_still_fits(string what)
    {
        Instant expired = FullestRecord.Now + MessageQueue.NoticeLifetime;
        AccountRecord full = FullestRecord.AddNotice(Quiet, FullestRecord.From, 20);
        for (int n = 0; Fills[what](full, n) is { } next && next.HasRoomReserved(20, FullestRecord.Policy); n++)
        {
            full = next with { Messages = next.Messages with { Items = [.. next.Messages.Items.Take(1), .. next.Messages.Items.Skip(1).Select(item => item with { ExpiresAt = Instant.MaxValue })] } };
        }

        AccountRecord told = MessageAdvance.Advance(full, FullestRecord.Policy, expired);

        Assert.Equal(full.Contacts.Items.Select(contact => (int?)contact.Number), Lost(told).Select(happened => happened.Contact));
        Assert.InRange(Sealer.Seal(TestHost.Alice, told).Length, 12 * 1024, RecordSealer.MaxSize);
    }

    private static ImmutableArray<QueuedEvent> Lost(AccountRecord record) => [.. record.Events.Items.Where(item => item.Kind == RecoveryEventKind.MessageNotDelivered)];
}
