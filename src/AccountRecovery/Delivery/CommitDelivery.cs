using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>Starts the delivery of queued events and messages right after a commit, unless another process holds their lease or a fault has paused the delivery.</summary>
internal sealed class CommitDelivery(EventDelivery events, MessageDelivery messages, RecoveryPolicy policy) : ICommitListener
{
    public Leased Lease(AccountRecord next, Instant now)
    {
        long holder = events.Holder;
        bool delivers = events.Listens && next.Events.MayDeliver(now);
        ImmutableArray<QueuedMessage> sends = policy.Channels.IsEmpty ? [] : next.Messages.DueAt(now);
        if (!delivers && sends.IsEmpty)
        {
            return new Leased(next, null);
        }

        AccountRecord leased = next with
        {
            Events = delivers ? next.Events.Lease(holder, now) : next.Events,
            Messages = sends.IsEmpty ? next.Messages : next.Messages.Lease(holder, now),
        };
        return new Leased(leased, (runner, account) =>
        {
            if (delivers)
            {
                events.Start(runner, account, leased);
            }

            if (!sends.IsEmpty)
            {
                messages.Start(runner, account, holder, sends);
            }
        });
    }
}
