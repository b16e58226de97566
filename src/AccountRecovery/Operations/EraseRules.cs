using NodaTime;

namespace AccountRecovery;

/// <summary>Erasing: the host's act, so nothing is asked for. The event outlives what it is about, and nothing outlives the event.</summary>
internal static class EraseRules
{
    /// <summary>Puts an erased record in the record's place; where nothing is left to tell, none.</summary>
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
