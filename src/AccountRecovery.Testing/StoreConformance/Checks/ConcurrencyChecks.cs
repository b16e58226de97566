using System.Buffers.Binary;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Checks that many concurrent callers lose no write, do not disturb each other, and never see a part of a write.</summary>
internal static class ConcurrencyChecks
{
    private const int RacerCount = 8;
    private const int Turns = 15;
    private const int Writes = 250;

    internal static IEnumerable<StoreCheck> All { get; } =
    [
        new("No write is lost when many take turns on one record", "whether each write is one conditional statement, and whether a read can be of an older state than the one that a write is guarded by", TakeTurns),
        new("Writers of different accounts do not disturb each other", "what happens when the database is busy or a pool is empty: wait or try again within the call; it is neither a lost race nor a fault", Neighbours),
        new("A reader never sees half a write", "whether revision, instant and bytes are written by one statement into one row, and read by one", Halves),
    ];

    private static async Task TakeTurns(StoreTrial trial)
    {
        AccountId account = trial.Account("counted");
        await trial.WriteAsync(account, null, Numbered(0, due: null)).ConfigureAwait(false);
        int turns = Turns * trial.Effort;
        await Racers.RunAsync(RacerCount, async number =>
        {
            IRecoveryStore handle = trial.Handles[number % trial.Handles.Count];
            for (int turn = 0; turn < turns;)
            {
                StoredRecord? seen = await handle.ReadAsync(account, trial.CancellationToken).ConfigureAwait(false);
                trial.Expect(seen is not null, "a record: it is replaced, never deleted", Words.Of(seen));
                bool stood = await handle.TryWriteAsync(account, seen!.Revision, Numbered(NumberIn(seen) + 1, due: null), CancellationToken.None).ConfigureAwait(false);
                turn += stood ? 1 : 0;
            }

            return turns;
        }).ConfigureAwait(false);

        StoredRecord? last = await trial.Store.ReadAsync(account, trial.CancellationToken).ConfigureAwait(false);
        int all = RacerCount * turns;
        trial.Expect(last is not null && NumberIn(last) == all, $"{Words.Of(all)} writes returned true, and the counter in the record says the same", last is null ? "no record" : Words.Of(NumberIn(last)));
    }

    private static async Task Neighbours(StoreTrial trial)
    {
        int turns = Turns * trial.Effort;
        await Racers.RunAsync(RacerCount, async number =>
        {
            AccountId account = trial.Account(number);
            IRecoveryStore handle = trial.Handles[number % trial.Handles.Count];
            for (int turn = 0; turn < turns; turn++)
            {
                StoredRecord inserted = await trial.WriteAsync(account, null, StoreTrial.NewRecord(trial.Start), handle).ConfigureAwait(false);
                StoredRecord updated = await trial.WriteAsync(account, inserted, StoreTrial.NewRecord(), handle).ConfigureAwait(false);
                await trial.DeleteAsync(account, updated, handle).ConfigureAwait(false);
            }

            return turns;
        }).ConfigureAwait(false);
    }

    // The number in the bytes determines the due instant and the length, so that a reader can check whether the parts of a record belong together.
    private static async Task Halves(StoreTrial trial)
    {
        AccountId account = trial.Account("whole");
        StoredRecord[] written = [.. Enumerable.Range(0, (Writes * trial.Effort) + 1).Select(number => Numbered(number, DueOf(number), more: number % 2 * 4_000))];
        await trial.WriteAsync(account, null, written[0]).ConfigureAwait(false);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(trial.CancellationToken);
        int reads = 0;
        Task<int>[] readers = [.. trial.Handles.Select(handle => Racers.Start(() => ReadAsync(handle)))];
        try
        {
            // If the store answers without waiting, the writer would otherwise finish before the first read.
            while (Volatile.Read(ref reads) < readers.Length && !readers.Any(reader => reader.IsCompleted))
            {
                await Task.Yield();
            }

            for (int i = 1; i < written.Length; i++)
            {
                await trial.WriteAsync(account, written[i - 1], written[i], trial.Handles[i % trial.Handles.Count]).ConfigureAwait(false);
            }
        }
        finally
        {
            await done.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(readers).ConfigureAwait(false);
        }

        async Task<int> ReadAsync(IRecoveryStore handle)
        {
            while (!done.IsCancellationRequested)
            {
                StoredRecord? seen = await handle.ReadAsync(account, trial.CancellationToken).ConfigureAwait(false);
                trial.Expect(seen is not null, "a record: it is replaced, never deleted", Words.Of(seen));
                StoredRecord whole = written[NumberIn(seen!)];
                trial.Expect(Equals(seen, whole), $"one of the states that were written, such as {Words.Of(whole)}", Words.Of(seen));
                Interlocked.Increment(ref reads);
            }

            return reads;
        }

        Instant DueOf(int number) => trial.Start + Duration.FromSeconds(number % 3);
    }

    private static StoredRecord Numbered(int number, Instant? due, int more = 0)
    {
        byte[] bytes = new byte[sizeof(int) + more];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return StoreTrial.NewRecord(due) with { Sealed = bytes };
    }

    private static int NumberIn(StoredRecord record) => BinaryPrimitives.ReadInt32BigEndian(record.Sealed.Span);
}
