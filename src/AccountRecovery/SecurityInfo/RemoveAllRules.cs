using NodaTime;

namespace AccountRecovery;

/// <summary>Removing all contacts, which begins the wait, and cancelling that.</summary>
internal static class RemoveAllRules
{
    internal static Decision<SecurityInfoAnswer> RemoveAll(AccountRecord record, SecurityInfoCommand command, RecoveryPolicy policy, Instant now)
    {
        if (WaitRules.EarliestStart(record, now) is { } earliest && now < earliest)
        {
            return new SecurityInfoAnswer.Refused(Refusal.TooManyWaits, earliest);
        }

        if (!record.HasRoom(1, policy))
        {
            return new SecurityInfoAnswer.Busy(BusyReason.Queue);
        }

        AccountRecord next = WaitRules.Start(record, command.From, policy, now);
        Instant until = next.Access.Wait!.Until;
        return new Decision<SecurityInfoAnswer>(
            new SecurityInfoAnswer.WaitStarted(until),
            Receipts.Keep(next, command.Receipt, ReceiptKind.Accepted, Microseconds.From(until), now));
    }

    internal static Decision<SecurityInfoAnswer> Cancel(AccountRecord record, Contact contact, SecurityInfoCommand command, RecoveryPolicy policy, Instant now) =>
        record.HasRoomReserved(2, policy)
            ? SecurityInfoRules.Done(WaitRules.Cancel(record, contact, command.From, policy, now), command, policy, now)
            : new SecurityInfoAnswer.Busy(BusyReason.Queue);
}
