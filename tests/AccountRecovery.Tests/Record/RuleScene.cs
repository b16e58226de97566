namespace AccountRecovery;

/// <summary>What the tests of single rules give them: calls, and records whose queues are as full as a rule can find them.</summary>
internal static class RuleScene
{
    /// <summary>Places in the queues for what has none kept for it.</summary>
    internal const int Open = QueueRoom.Places - QueueRoom.ReservedPlaces;

    /// <summary>With so many events that wait for delivery; each takes one place.</summary>
    internal static AccountRecord WithWaiting(this AccountRecord record, int count) =>
        Enumerable.Range(0, count).Aggregate(record, (filled, _) => FullestRecord.AddEvent(filled, CallerTrace.None));

    internal static RecoveryCall Call(RecoveryAction action, params TicketFacts?[] given) =>
        new(action, RecoveryMethod.SecurityCodes, TestHost.Alice, new ProofsGiven([.. given], TwoStep: false), FullestRecord.From);

    /// <summary>The same call with an idempotency key. The number stands for all that is asked; the verb does not matter to a rule.</summary>
    internal static RecoveryCall Under(this RecoveryCall call, string key, byte input = 1) =>
        call with { Receipt = new ReceiptRequest(ReceiptVerb.AddContact, "session-1", key, [input]) };
}
