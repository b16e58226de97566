using System.Collections.Immutable;
using System.Security.Cryptography;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Loads a record, lets a rule decide, and commits by one guarded write; on a conflict it decides again.</summary>
internal sealed class RecordRunner(
    IRecoveryStore store,
    RecordSealer sealer,
    RecoveryClock clock,
    StoreClockCheck storeClock,
    RecoveryPolicy policy,
    EventDelivery delivery,
    MessageDelivery messages,
    Backoff backoff)
{
    private const int MostTries = 12;

    private readonly StripedGate _gate = new();

    /// <summary>Reads an account as it is now; writes nothing.</summary>
    internal async ValueTask<Loaded> ReadAsync(AccountId account, CancellationToken ct)
    {
        StoredRecord? stored = await store.ReadAsync(account, ct).ConfigureAwait(false);
        return Open(account, stored, clock.Now);
    }

    /// <summary>Decides and commits.</summary>
    /// <param name="account">The account.</param>
    /// <param name="decide">A rule: pure, fast, and called again after a conflict.</param>
    /// <param name="busy">The answer when nothing can be done.</param>
    /// <param name="ct">Honoured until a commit starts.</param>
    /// <exception cref="RecordUnreadableException">The record does not open.</exception>
    internal async ValueTask<T> RunAsync<T>(AccountId account, Func<Loaded, Decision<T>> decide, Func<BusyReason, T> busy, CancellationToken ct)
    {
        // Before the gate: nobody waits in it for the store's clock.
        if (await storeClock.IsSuspectAsync(ct).ConfigureAwait(false))
        {
            return busy(BusyReason.ClockSuspect);
        }

        for (int attempt = 0; attempt < MostTries; attempt++)
        {
            using (await _gate.EnterAsync(account, ct).ConfigureAwait(false))
            {
                StoredRecord? stored = await store.ReadAsync(account, ct).ConfigureAwait(false);
                Instant now = clock.Now;
                Loaded loaded = Open(account, stored, now);
                if (loaded.Now - now > RecoveryClock.Tolerance)
                {
                    return busy(BusyReason.ClockSuspect);
                }

                Decision<T> decision = decide(loaded);
                if (decision is { Next: null, Deletes: false })
                {
                    return decision.Answer;
                }

                AccountRecord? next = decision.Next;
                if (loaded.Erased is { } erased && next is { IsErased: false })
                {
                    if (!ErasedRecord.HasRoomFor(erased, next))
                    {
                        return busy(BusyReason.Queue);
                    }

                    next = ErasedRecord.Continue(erased, next);
                }

                Commit commit = next is null
                    ? await TryDeleteAsync(account, stored!, ct).ConfigureAwait(false)
                    : await TryCommitAsync(account, stored, next, loaded.Now, ct).ConfigureAwait(false);
                if (commit != Commit.Raced)
                {
                    return commit == Commit.Done ? decision.Answer : busy(BusyReason.Queue);
                }
            }

            await backoff.WaitAsync(attempt, ct).ConfigureAwait(false);
        }

        return busy(BusyReason.Conflict);
    }

    /// <summary>Sets back a record that a wrong clock pushed into the future; the only write that trusts the clock over the record.</summary>
    internal async ValueTask<RepairOutcome> RepairAsync(AccountId account, Func<AccountRecord, Instant, AccountRecord> repair, CancellationToken ct)
    {
        // A clock that is wrong itself repairs nothing.
        if (await storeClock.IsSuspectAsync(ct).ConfigureAwait(false))
        {
            return new RepairOutcome.Busy(BusyReason.ClockSuspect);
        }

        using (await _gate.EnterAsync(account, ct).ConfigureAwait(false))
        {
            StoredRecord? stored = await store.ReadAsync(account, ct).ConfigureAwait(false);
            if (stored is null)
            {
                return new RepairOutcome.NoRecord();
            }

            AccountRecord record = sealer.Open(account, stored.Sealed.Span);
            Instant now = clock.Now;
            if (record.Latest - now <= RecoveryClock.Tolerance)
            {
                return new RepairOutcome.NotNeeded();
            }

            return await TryCommitAsync(account, stored, repair(record, now), now, ct).ConfigureAwait(false) switch
            {
                Commit.Done => new RepairOutcome.Repaired(record.Latest, now),
                Commit.TooLarge => new RepairOutcome.Busy(BusyReason.Queue),
                _ => new RepairOutcome.Busy(BusyReason.Conflict),
            };
        }
    }

    private Loaded Open(AccountId account, StoredRecord? stored, Instant now) => stored is null
        ? new Loaded(null, now, HasEnded: false)
        : RecordAdvance.Advance(sealer.Open(account, stored.Sealed.Span), policy, now) with { Key = RecordSealer.KeyOf(stored.Sealed.Span) };

    private async ValueTask<Commit> TryDeleteAsync(AccountId account, StoredRecord stored, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return await store.TryDeleteAsync(account, stored.Revision, CancellationToken.None).ConfigureAwait(false) ? Commit.Done : Commit.Raced;
    }

    private async ValueTask<Commit> TryCommitAsync(AccountId account, StoredRecord? stored, AccountRecord next, Instant now, CancellationToken ct)
    {
        // Whoever commits events delivers them right after, unless another process is at it or a fault asks for patience.
        bool delivers = delivery.Listens && next.Events.MayDeliver(now);
        next = delivers ? next with { Events = next.Events.Lease(delivery.Holder, now) } : next;
        ImmutableArray<QueuedMessage> sends = policy.Channels.IsEmpty ? [] : next.Messages.DueAt(now);
        next = sends.IsEmpty ? next : next with { Messages = next.Messages.Lease(delivery.Holder, now) };

        // The queues are bounded and leave room for the rest; only contacts with the longest addresses, ten and ten that were voided, can take that up.
        if (sealer.TrySeal(account, next) is not { } bytes)
        {
            return Commit.TooLarge;
        }

        var revision = new Revision(BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))));
        var written = new StoredRecord(revision, next.Due, bytes);

        // A commit that has begun is carried through: cancelled half-way, nobody would know whether the code is spent.
        ct.ThrowIfCancellationRequested();
        if (!await store.TryWriteAsync(account, stored?.Revision, written, CancellationToken.None).ConfigureAwait(false))
        {
            return Commit.Raced;
        }

        if (delivers)
        {
            delivery.Start(this, account, next);
        }

        if (!sends.IsEmpty)
        {
            messages.Start(this, account, delivery.Holder, sends);
        }

        return Commit.Done;
    }

    private enum Commit
    {
        Done,
        Raced,
        TooLarge,
    }
}
