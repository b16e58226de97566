using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>Brings a record to an instant before a rule decides on it.</summary>
/// <param name="rules">The time rules of the record's parts, in the order in which they are applied.</param>
/// <param name="policy">The policy.</param>
internal sealed class RecordTimeline(ImmutableArray<TimeRule> rules, RecoveryPolicy policy)
{
    /// <summary>Ends everything in the record that has expired. The time of a record never goes back.</summary>
    /// <param name="record">The record as it is stored.</param>
    /// <param name="clockNow">The clock's time.</param>
    internal Loaded Advance(AccountRecord record, Instant clockNow)
    {
        var now = Instant.Max(clockNow, record.Latest);
        if (record.IsErased)
        {
            return new Loaded(null, now, HasEnded: false) { Erased = record with { Latest = now } };
        }

        AccountRecord current = record with { Latest = now };
        AccountRecord ended = rules.Aggregate(current, (advanced, rule) => rule.Advance(advanced, policy, now));
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
    /// Sets a record back to the right time after a wrong clock pushed it into the future. Every time span that runs in the record restarts in full. Tickets become
    /// void, because a ticket that was issued or had expired at the wrong time would otherwise be valid again.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="clockNow">The clock's time, which is right again.</param>
    internal AccountRecord Repair(AccountRecord record, Instant clockNow)
    {
        AccountRecord restarted = rules.Aggregate(record, (repaired, rule) => rule.Restart(repaired, policy, clockNow));
        EventQueue events = restarted.Events;
        return restarted with
        {
            Epoch = record.Epoch + 1,
            Latest = clockNow,
            Receipts = restarted.Receipts.RemoveAll(receipt => receipt.At > clockNow),
            Events = events with { HeldUntil = events.HeldUntil is { } until ? Instant.Min(until, clockNow + EventQueue.LeaseTime) : null },
        };
    }
}
