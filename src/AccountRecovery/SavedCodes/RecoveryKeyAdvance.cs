using NodaTime;

namespace AccountRecovery;

/// <summary>What ends by itself as time passes: a key that nobody typed back, and a key whose disabling was asked for without it.</summary>
internal static class RecoveryKeyAdvance
{
    internal static readonly TimeRule Time = new(Advance, Restart);

    /// <summary>The record as it is at an instant; the same object when nothing has ended.</summary>
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

    /// <summary>When the live key is disabled: a restored database waits again in full from the restore, since what was undone after the backup is forgotten.</summary>
    internal static Instant? EndOf(RecoveryKeyPart part, RecoveryPolicy policy) =>
        part.DisabledFrom is { } end && policy.RestoredAt is { } restored && end - RecoveryPolicy.KeyDisablingDelay < restored
            ? Instant.Max(end, restored + RecoveryPolicy.KeyDisablingDelay)
            : part.DisabledFrom;

    /// <summary>A wrong clock was repaired: what waits, waits again in full.</summary>
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
