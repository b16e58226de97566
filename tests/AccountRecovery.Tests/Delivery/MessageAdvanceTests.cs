using NodaTime;

namespace AccountRecovery;

public sealed class MessageAdvanceTests
{
    private static readonly Duration Grain = Duration.FromTicks(10);
    private static readonly AccountRecord Record = FullestRecord.Quiet(addressLength: 40);

    [Fact]
    public void A_notice_that_expires_is_reported_once_for_each_whom_it_did_not_reach()
    {
        AccountRecord record = FullestRecord.AddNotice(Record, CallerTrace.None with { CorrelationId = "corr-9" }, 3);
        Instant end = record.Messages.Items[0].ExpiresAt;

        AccountRecord before = MessageAdvance.Advance(record, FullestRecord.Policy, end - Grain);
        AccountRecord after = MessageAdvance.Advance(record, FullestRecord.Policy, end);

        Assert.Same(record, before);
        Assert.Empty(after.Messages.Items);
        Assert.Equal([1, 2, 3], after.Events.Items.Select(happened => happened.Contact));
        Assert.All(after.Events.Items, happened => Assert.Equal(
            (RecoveryEventKind.MessageNotDelivered, RecoveryMethod.BackupCodes, end, ContactChannel.Email, "corr-9"),
            (happened.Kind, happened.Method, happened.At, happened.Channel, happened.From.CorrelationId)));
        Assert.Same(after, MessageAdvance.Advance(after, FullestRecord.Policy, end + MessageQueue.NoticeLifetime));
    }

    [Fact]
    public void A_code_that_expires_is_reported_as_one_of_security_codes()
    {
        AccountRecord record = FullestRecord.AddCode(Record, CallerTrace.None);

        AccountRecord after = MessageAdvance.Advance(record, FullestRecord.Policy, record.Messages.Items[0].ExpiresAt);

        QueuedEvent told = Assert.Single(after.Events.Items);
        Assert.Equal((RecoveryEventKind.MessageNotDelivered, RecoveryMethod.SecurityCodes, 20), (told.Kind, told.Method, told.Contact));
        Assert.Empty(after.Messages.Items);
    }

    /// <summary>It is told that somebody was not told; that nobody is told of, or it would never end.</summary>
    [Fact]
    public void What_was_not_delivered_makes_no_message()
    {
        AccountRecord record = FullestRecord.AddNotice(Record, CallerTrace.None, 20);

        Assert.Empty(MessageAdvance.Advance(record, FullestRecord.Policy, record.Messages.Items[0].ExpiresAt).Messages.Items);
        Assert.False(NotifiedEvents.IsNotified(RecoveryEventKind.MessageNotDelivered, RecoveryMethod.SecurityCodes));
    }

    [Fact]
    public void Without_room_to_tell_it_an_expired_message_stays_until_there_is()
    {
        AccountRecord full = FullestRecord.AddNotice(Record, CallerTrace.None, 20);
        Instant end = full.Messages.Items[0].ExpiresAt;
        while (full.HasRoomReserved(20, FullestRecord.Policy))
        {
            full = FullestRecord.AddEvent(full, CallerTrace.None);
        }

        Assert.Same(full, MessageAdvance.Advance(full, FullestRecord.Policy, end));
        AccountRecord later = full with { Events = full.Events.Settle(long.MaxValue, fault: false, end) };
        Assert.Equal(20, MessageAdvance.Advance(later, FullestRecord.Policy, end).Events.Items.Length);
    }

    [Fact]
    public void A_message_whose_contact_is_gone_is_reported_without_its_channel()
    {
        AccountRecord record = FullestRecord.AddNotice(Record, CallerTrace.None, 1);
        AccountRecord gone = record with { Contacts = record.Contacts.Without(record.Contacts.Items[0]) };

        QueuedEvent told = Assert.Single(MessageAdvance.Advance(gone, FullestRecord.Policy, record.Messages.Items[0].ExpiresAt).Events.Items);

        Assert.Equal((1, (ContactChannel?)null), (told.Contact, told.Channel));
    }
}
