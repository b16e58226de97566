namespace AccountRecovery;

/// <summary>Records whose queues are as full as a rule can find them.</summary>
internal static class WaitingEvents
{
    /// <summary>With so many events that wait for delivery; each takes one of the <see cref="QueueRoom.Places"/>.</summary>
    internal static AccountRecord WithWaiting(this AccountRecord record, int count) =>
        Enumerable.Range(0, count).Aggregate(record, (filled, _) => FullestRecord.AddEvent(filled, CallerTrace.None));
}
