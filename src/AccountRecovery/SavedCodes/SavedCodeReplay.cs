using NodaTime;

namespace AccountRecovery;

/// <summary>What is kept of an attempt with a code beyond guessing, and said again when the call is repeated.</summary>
internal static class SavedCodeReplay
{
    internal static SavedCodeAnswer Of(Receipt receipt) => receipt.Kind == ReceiptKind.Accepted
        ? new SavedCodeAnswer.Accepted(receipt.Epoch, receipt.At, Voided.Of(receipt.Value), Replacement: null) { Replayed = true }
        : new SavedCodeAnswer.Refused((Refusal)receipt.Value) { Replayed = !Receipts.IsReuse(receipt) };

    /// <summary>A refusal; where attempts are counted, with its count, its event and its receipt in one write.</summary>
    internal static Decision<SavedCodeAnswer> Refuse(
        AccountRecord record, SavedCodeAnswer answer, AccountRecord? counted, RecoveryMethod method, SavedCodeAsk ask, RecoveryPolicy policy, Instant now)
    {
        if (counted is null || answer is not SavedCodeAnswer.Refused refused)
        {
            return answer;
        }

        var told = EventFor.RefusedAttempt(method, ask.IsAttested, now, ask.From);
        if (!record.HasRoomFor(told, policy))
        {
            // Not even counted: without its event the failure is not shown.
            return new SavedCodeAnswer.Busy(BusyReason.Queue);
        }

        return new Decision<SavedCodeAnswer>(answer, Receipts.Keep(counted.Raise(told, policy), ask.Receipt, ReceiptKind.Rejected, (long)refused.Why, now));
    }
}
