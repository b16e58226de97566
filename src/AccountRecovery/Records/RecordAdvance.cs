using NodaTime;

namespace AccountRecovery;

/// <summary>Brings a record to an instant before anything is decided on it.</summary>
internal static class RecordAdvance
{
    /// <summary>What ended by then has ended; what the record has seen, it does not forget.</summary>
    internal static Loaded Advance(AccountRecord record, RecoveryPolicy policy, Instant clock)
    {
        var now = Instant.Max(clock, record.Latest);
        if (record.IsErased)
        {
            return new Loaded(null, now, HasEnded: false) { Erased = record with { Latest = now } };
        }

        AccountRecord ended = RecoveryKeyAdvance.Advance(BackupCodeAdvance.Advance(record, policy, now), policy, now);
        bool hasEnded = !ReferenceEquals(ended, record);
        return new Loaded(
            ended with { Latest = now, Receipts = ended.Receipts.RemoveAll(receipt => now >= receipt.At + Receipts.Lifetime) },
            now,
            hasEnded);
    }

    /// <summary>
    /// Sets a record back to the right time after a wrong clock pushed it ahead; every wait in it begins again in full. Tickets are void:
    /// one that was made or had expired at the wrong time would otherwise be good once more.
    /// </summary>
    internal static AccountRecord Repair(AccountRecord record, RecoveryPolicy policy, Instant clock)
    {
        EventQueue events = record.Events;
        AccountRecord restarted = AccessRules.Restart(RecoveryKeyAdvance.Restart(BackupCodeAdvance.Restart(record, policy, clock), policy, clock), clock) with
        {
            RecoveryCode = record.RecoveryCode.Restart(policy, clock),
        };
        return restarted with
        {
            Epoch = restarted.Epoch + 1,
            Latest = clock,
            Receipts = restarted.Receipts.RemoveAll(receipt => receipt.At > clock),
            Events = events with { HeldUntil = events.HeldUntil is { } until ? Instant.Min(until, clock + EventQueue.LeaseTime) : null },
        };
    }
}
