using NodaTime;

namespace AccountRecovery;

/// <summary>
/// Erases an account's data. The host decides this, so no proof is required. The event outlasts the data, and when the event is delivered nothing is left.
/// </summary>
internal static class EraseRules
{
    /// <summary>Replaces the record by an erased record. If no event is to be delivered, deletes the record at once.</summary>
    internal static Decision<EraseOutcome> Erase(AccountRecord? record, RecordSecret secret, bool force, CallerTrace from, RecoveryPolicy policy, Instant now)
    {
        if (record is null)
        {
            return new EraseOutcome.NoRecord();
        }

        if (!force && record.IsFrozen)
        {
            return new EraseOutcome.Refused(Refusal.Frozen);
        }

        if (!force && record.Access.Wait is { } wait)
        {
            return new EraseOutcome.Refused(Refusal.WaitRuns, wait.EndUnder(policy));
        }

        AccountRecord erased = ErasedRecord.InPlaceOf(record, secret, now).Raise(EventFor.Account(RecoveryEventKind.AccountErased, RecoveryMethod.None, now, from), policy);
        return erased.Events.Items.IsEmpty
            ? Decision<EraseOutcome>.Delete(new EraseOutcome.Erased())
            : new Decision<EraseOutcome>(new EraseOutcome.Erased(), erased);
    }
}
