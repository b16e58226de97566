using NodaTime;

namespace AccountRecovery;

/// <summary>Ends what has expired: a key that was not typed back in time, and a key that a person asked to disable without typing it.</summary>
internal static class RecoveryKeyAdvance
{
    internal static readonly TimeRule Time = new(Advance, Restart);

    /// <summary>Returns the record as it is at an instant; the same object if nothing has ended.</summary>
    internal static AccountRecord Advance(AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        if (!record.HasRoomReserved(1, policy))
        {
            return record;
        }

        RecoveryKeyPart part = record.RecoveryKey;
        if (part is { Pending: { } pending, PendingUntil: { } until } && now >= until)
        {
            record = (record with { RecoveryKey = part with { Pending = null, PendingUntil = null } })
                .Raise(EventFor.Code(RecoveryEventKind.PendingCodesExpired, RecoveryMethod.RecoveryKey, pending.Number, until, CallerTrace.None) with { Remaining = 0 }, policy);
        }

        part = record.RecoveryKey;
        if (part is { Slot.Code: { } code } && EndOf(part, policy) is { } end && now >= end)
        {
            record = (record with { RecoveryKey = part with { Slot = part.Slot with { Code = null }, DisabledFrom = null } })
                .Raise(EventFor.Code(RecoveryEventKind.CodesRevoked, RecoveryMethod.RecoveryKey, code.Number, end, CallerTrace.None) with { Remaining = 0 }, policy);
        }

        return record;
    }

    /// <summary>
    /// When the key in force is disabled; null if nobody asked for this. If the database was restored after the request, the full delay counts from the
    /// restore, because a call that stopped the disabling may have been made after the backup, and the restored data does not contain it.
    /// </summary>
    internal static Instant? EndOf(RecoveryKeyPart part, RecoveryPolicy policy) =>
        part.DisabledFrom is { } end && policy.RestoredAt is { } restored && end - RecoveryPolicy.KeyDisablingDelay < restored
            ? Instant.Max(end, restored + RecoveryPolicy.KeyDisablingDelay)
            : part.DisabledFrom;

    /// <summary>After a wrong clock was repaired, restarts each running time span with its full length.</summary>
    internal static AccountRecord Restart(AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        RecoveryKeyPart part = record.RecoveryKey;
        SavedCodeSlot slot = part.Slot with
        {
            Code = part.Slot.Code is { } code && !part.IsExclusive(now) ? code with { IssuedAt = now } : part.Slot.Code,
            Budgets = AttemptRules.Restart(part.Slot.Budgets, policy, now),
        };
        return record with
        {
            RecoveryCode = record.RecoveryCode with { Budgets = AttemptRules.Restart(record.RecoveryCode.Budgets, policy, now) },
            RecoveryKey = part with
            {
                Slot = slot,
                PendingUntil = part.Pending is null ? null : now + policy.PendingLifetime,
                DisabledFrom = part.DisabledFrom is null ? null : now + RecoveryPolicy.KeyDisablingDelay,
            },
        };
    }
}
