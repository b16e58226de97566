using NodaTime;

namespace AccountRecovery;

/// <summary>Ends what has expired: a pending set that was not confirmed in time, and a charged attempt without a result.</summary>
internal static class BackupCodeAdvance
{
    internal static readonly TimeRule Time = new(Advance, Restart);

    /// <summary>Returns the record as it is at an instant; the same object if nothing has ended.</summary>
    internal static AccountRecord Advance(AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        record = EndPending(record, policy, now);
        record = EndLapsedCharges(record, attested: false, policy, now);
        return EndLapsedCharges(record, attested: true, policy, now);
    }

    /// <summary>After a wrong clock was repaired, restarts each running time span with its full length.</summary>
    internal static AccountRecord Restart(AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        BackupCodePart part = record.BackupCodes;
        return record with
        {
            BackupCodes = part with
            {
                PendingUntil = part.Pending is null ? null : now + policy.PendingLifetime,
                Budgets = AttemptRules.Restart(part.Budgets, policy, now),
            },
        };
    }

    private static AccountRecord EndPending(AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        BackupCodePart part = record.BackupCodes;
        if (part.Pending is not { } set || part.PendingUntil is not { } until || now < until || !record.HasRoom(1, policy))
        {
            return record;
        }

        QueuedEvent ended = EventFor.Set(RecoveryEventKind.PendingCodesExpired, set, until, CallerTrace.None) with { Remaining = 0 };
        return (record with { BackupCodes = part with { Pending = null, PendingUntil = null } }).Raise(ended, policy);
    }

    private static AccountRecord EndLapsedCharges(AccountRecord record, bool attested, RecoveryPolicy policy, Instant now)
    {
        foreach (AttemptCharge charge in record.BackupCodes.Budgets.Of(attested).InFlight)
        {
            QueuedEvent refused = EventFor.RefusedAttempt(RecoveryMethod.BackupCodes, attested, charge.At, charge.From);
            if (!AttemptRules.HasLapsed(charge, now) || !record.HasRoomFor(refused, policy))
            {
                continue;
            }

            AttemptBudget budget = AttemptRules.Fail(record.BackupCodes.Budgets.Of(attested), charge.Number);
            record = (record with { BackupCodes = record.BackupCodes with { Budgets = record.BackupCodes.Budgets.With(attested, budget) } }).Raise(refused, policy);
        }

        return record;
    }
}
