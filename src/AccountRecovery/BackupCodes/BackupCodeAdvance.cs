using NodaTime;

namespace AccountRecovery;

/// <summary>What ends by itself as time passes: an unconfirmed set, a charge whose verdict never came.</summary>
internal static class BackupCodeAdvance
{
    /// <summary>The record as it is at an instant; the same object when nothing has ended.</summary>
    internal static AccountRecord Advance(AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        record = EndPending(record, policy, now);
        record = EndLapsedCharges(record, attested: false, policy, now);
        return EndLapsedCharges(record, attested: true, policy, now);
    }

    /// <summary>A wrong clock was repaired: what waits, waits again in full.</summary>
    internal static AccountRecord Restart(AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        BackupCodePart part = record.BackupCodes;
        return record with
        {
            BackupCodes = part with
            {
                PendingUntil = part.Pending is null ? null : now + policy.PendingLifetime,
                Anonymous = AttemptRules.Restart(part.Anonymous, policy, now),
                Attested = AttemptRules.Restart(part.Attested, policy, now),
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

        QueuedEvent ended = BackupCodeIssueRules.About(RecoveryEventKind.PendingCodesExpired, set, until, CallerTrace.None) with { Remaining = 0 };
        return (record with { BackupCodes = part with { Pending = null, PendingUntil = null } }).Tell(ended, policy);
    }

    private static AccountRecord EndLapsedCharges(AccountRecord record, bool attested, RecoveryPolicy policy, Instant now)
    {
        foreach (AttemptCharge charge in record.BackupCodes.Budget(attested).InFlight)
        {
            QueuedEvent refused = BackupCodeRedemptionRules.Refused(charge.At, attested, charge.From);
            if (!AttemptRules.HasLapsed(charge, now) || !record.HasRoomFor(refused, policy))
            {
                continue;
            }

            AttemptBudget budget = AttemptRules.Fail(record.BackupCodes.Budget(attested), charge.Number);
            record = (record with { BackupCodes = record.BackupCodes.With(attested, budget) }).Tell(refused, policy);
        }

        return record;
    }
}
