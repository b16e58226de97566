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

        AccountRecord current = record with { Latest = now };
        AccountRecord ended = BackupCodeAdvance.Advance(current, policy, now);
        ended = RecoveryKeyAdvance.Advance(ended, policy, now);
        ended = ContactAdvance.Advance(ended, policy, now);
        ended = WaitRules.Advance(ended, policy, now);
        ended = PromptRules.Advance(ended, policy, now);
        ended = MessageAdvance.Advance(ended, policy, now);
        bool hasEnded = !ReferenceEquals(ended, current);
        return new Loaded(
            ended with
            {
                SecurityCodes = ended.SecurityCodes.Trim(now),
                Receipts = ended.Receipts.RemoveAll(receipt => now >= receipt.At + Receipts.Lifetime),
            },
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
        AccountRecord restarted = AccessRules.Restart(RecoveryKeyAdvance.Restart(BackupCodeAdvance.Restart(record, policy, clock), policy, clock), policy, clock) with
        {
            Epoch = record.Epoch + 1,
            RecoveryCode = record.RecoveryCode.Restart(policy, clock),
            SecurityCodes = record.SecurityCodes.Restart(policy, clock),
            Messages = record.Messages.Restart(clock),
        };
        restarted = ContactAdvance.Restart(restarted, policy, clock);
        return restarted with
        {
            Latest = clock,
            Receipts = restarted.Receipts.RemoveAll(receipt => receipt.At > clock),
            Events = events with { HeldUntil = events.HeldUntil is { } until ? Instant.Min(until, clock + EventQueue.LeaseTime) : null },
        };
    }
}
