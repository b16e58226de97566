using NodaTime;

namespace AccountRecovery;

/// <summary>Removes all contacts, which begins the wait, and cancels the wait.</summary>
internal static class RemoveAllRules
{
    internal static Decision<ChangeOutcome> RemoveAll(AccountRecord record, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        if (WaitRules.EarliestStart(record, now) is { } earliest && now < earliest)
        {
            return new ChangeOutcome.Refused(Refusal.TooManyWaits, earliest);
        }

        if (!record.HasRoom(1, policy))
        {
            return new ChangeOutcome.Busy(BusyReason.Queue);
        }

        AccountRecord next = WaitRules.Start(record, call.From, policy, now);
        Instant until = next.Access.Wait!.Until;
        return new Decision<ChangeOutcome>(
            new ChangeOutcome.WaitStarted(until),
            Receipts.Keep(next, call.Receipt, ReceiptKind.Accepted, until, now));
    }

    internal static Decision<ChangeOutcome> Cancel(AccountRecord record, Contact contact, RecoveryCall call, RecoveryPolicy policy, Instant now) =>
        record.HasRoomReserved(2, policy)
            ? SecurityInfoRules.Done(WaitRules.Cancel(record, contact, call.From, policy, now), call, policy, now)
            : new ChangeOutcome.Busy(BusyReason.Queue);
}
