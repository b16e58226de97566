using System.Security.Cryptography;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Loads a record, lets a rule decide, and commits with one guarded write. After a conflict it starts again.</summary>
internal sealed class RecordRunner(
    IRecoveryStore store,
    RecordSealer sealer,
    RecoveryClock clock,
    StoreClockCheck storeClock,
    RecordTimeline timeline,
    ICommitListener listener,
    Backoff backoff)
{
    private const int MostTries = 12;

    private readonly StripedGate _gate = new();

    /// <summary>Reads an account's record and brings it to the present. Writes nothing.</summary>
    internal async ValueTask<Loaded> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        StoredRecord? stored = await store.ReadAsync(account, cancellationToken).ConfigureAwait(false);
        return Open(account, stored, clock.Now);
    }

    /// <summary>Lets a rule decide on the record, and commits the decision.</summary>
    /// <param name="account">The account.</param>
    /// <param name="decide">A rule. It is pure and fast, and is called again after a conflict.</param>
    /// <param name="busy">Returns the answer for a call that cannot be done now.</param>
    /// <param name="cancellationToken">Cancels the call until a commit starts.</param>
    /// <exception cref="RecordUnreadableException">The record cannot be opened.</exception>
    internal async ValueTask<T> RunAsync<T>(AccountId account, Func<Loaded, Decision<T>> decide, Func<BusyReason, T> busy, CancellationToken cancellationToken)
    {
        // Checked before the gate is entered, so that no call holds the gate while it waits for the store's clock.
        if (await storeClock.IsSuspectAsync(cancellationToken).ConfigureAwait(false))
        {
            return busy(BusyReason.ClockSuspect);
        }

        for (int attempt = 0; attempt < MostTries; attempt++)
        {
            using (await _gate.EnterAsync(account, cancellationToken).ConfigureAwait(false))
            {
                StoredRecord? stored = await store.ReadAsync(account, cancellationToken).ConfigureAwait(false);
                Instant clockNow = clock.Now;
                Loaded loaded = Open(account, stored, clockNow);
                if (loaded.Now - clockNow > RecoveryClock.Tolerance)
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
                    ? await TryDeleteAsync(account, stored!, cancellationToken).ConfigureAwait(false)
                    : await TryCommitAsync(account, stored, next, loaded.Now, cancellationToken).ConfigureAwait(false);
                if (commit != Commit.Raced)
                {
                    return commit == Commit.Done ? decision.Answer : busy(BusyReason.Queue);
                }
            }

            await backoff.WaitAsync(attempt, cancellationToken).ConfigureAwait(false);
        }

        return busy(BusyReason.Conflict);
    }

    /// <summary>
    /// Lets a rule decide by the clock alone, whatever the latest instant in the record is: for a record that a wrong clock pushed into the future. Tries once.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="decide">A rule. It gets the record as it is stored, or null, and the clock's time.</param>
    /// <param name="busy">Returns the answer for a call that cannot be done now.</param>
    /// <param name="cancellationToken">Cancels the call until a commit starts.</param>
    internal async ValueTask<T> RunByClockAsync<T>(AccountId account, Func<AccountRecord?, Instant, Decision<T>> decide, Func<BusyReason, T> busy, CancellationToken cancellationToken)
    {
        // A server whose own clock is wrong must not repair a record.
        if (await storeClock.IsSuspectAsync(cancellationToken).ConfigureAwait(false))
        {
            return busy(BusyReason.ClockSuspect);
        }

        using (await _gate.EnterAsync(account, cancellationToken).ConfigureAwait(false))
        {
            StoredRecord? stored = await store.ReadAsync(account, cancellationToken).ConfigureAwait(false);
            Instant clockNow = clock.Now;
            Decision<T> decision = decide(stored is null ? null : sealer.Open(account, stored.Sealed.Span), clockNow);
            if (decision.Next is not { } next)
            {
                return decision.Answer;
            }

            return await TryCommitAsync(account, stored, next, clockNow, cancellationToken).ConfigureAwait(false) switch
            {
                Commit.Done => decision.Answer,
                Commit.TooLarge => busy(BusyReason.Queue),
                Commit.Raced => busy(BusyReason.Conflict),
            };
        }
    }

    private Loaded Open(AccountId account, StoredRecord? stored, Instant clockNow) => stored is null
        ? new Loaded(null, clockNow, HasEnded: false)
        : timeline.Advance(sealer.Open(account, stored.Sealed.Span), clockNow) with { Key = RecordSealer.KeyOf(stored.Sealed.Span), Due = stored.Due };

    private async ValueTask<Commit> TryDeleteAsync(AccountId account, StoredRecord stored, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await store.TryDeleteAsync(account, stored.Revision, CancellationToken.None).ConfigureAwait(false) ? Commit.Done : Commit.Raced;
    }

    private async ValueTask<Commit> TryCommitAsync(AccountId account, StoredRecord? stored, AccountRecord next, Instant now, CancellationToken cancellationToken)
    {
        Leased leased = listener.Lease(next, now);
        next = leased.Record;

        // The queues are bounded and leave room for the rest of the record. Only ten contacts and ten voided contacts, all with the longest addresses, can fill that room.
        if (sealer.TrySeal(account, next) is not { } bytes)
        {
            return Commit.TooLarge;
        }

        var revision = new Revision(BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))));
        var written = new StoredRecord(revision, next.DueAfter(stored?.Due), bytes);

        // A commit that has begun is not cancelled; otherwise nobody would know whether the code is spent.
        cancellationToken.ThrowIfCancellationRequested();
        if (!await store.TryWriteAsync(account, stored?.Revision, written, CancellationToken.None).ConfigureAwait(false))
        {
            return Commit.Raced;
        }

        leased.OnCommitted?.Invoke(this, account);
        return Commit.Done;
    }

    private enum Commit
    {
        Done,
        Raced,
        TooLarge,
    }
}
