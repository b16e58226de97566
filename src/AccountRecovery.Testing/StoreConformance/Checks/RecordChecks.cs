using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Checks that a read returns the record as it was written.</summary>
internal static class RecordChecks
{
    /// <summary>The largest record that the library writes.</summary>
    private const int MostBytes = 16 * 1024;

    internal static IEnumerable<StoreCheck> All { get; } =
    [
        new("An account without a record reads as nothing", "what a read gives when no row is found: null, not an empty record and not an exception", Nothing),
        new("0 bytes to 16 KiB are read back as they were written", "the type and the limit of the column: bytes, at least 16,384 of them, nothing trimmed or padded", Bytes),
        new("Any 64 bits are a revision", "the type of the column: a signed 64-bit integer, compared for equality only; zero and negative numbers mean nothing special", Revisions),
        new("An instant is kept to the microsecond, and no instant as null", "the type of the column: a 64-bit integer with whole microseconds since 1970, null if there is no instant; many date types have less precision or a smaller range", Instants),
    ];

    /// <summary>Instants at which types, epochs and rounding often cause errors, from the first instant that the library writes to the last.</summary>
    private static IEnumerable<Instant> OddInstants =>
    [
        Instant.FromUtc(1, 1, 2, 0, 0), Instant.FromUtc(1582, 10, 10, 0, 0), Instant.FromUtc(1752, 12, 31, 23, 59, 59), Instant.FromUtc(1899, 12, 31, 0, 0),
        NodaConstants.UnixEpoch, Instant.FromUtc(2001, 9, 9, 1, 46, 40), Instant.FromUtc(2026, 3, 29, 1, 30), Instant.FromUtc(2038, 1, 19, 3, 14, 8),
        Instant.FromUtc(2106, 2, 7, 6, 28, 16), Instant.FromUtc(2262, 4, 11, 23, 47, 16), Instant.FromUtc(9998, 12, 30, 23, 59, 59),
    ];

    private static async Task Nothing(StoreTrial trial)
    {
        AccountId account = trial.Account("nobody");
        await trial.ExpectAsync(account, null, "before anything was written").ConfigureAwait(false);
        await trial.InsertAsync(trial.Account("anyone")).ConfigureAwait(false);
        await trial.ExpectAsync(account, null, "after another account was written").ConfigureAwait(false);
    }

    private static async Task Bytes(StoreTrial trial)
    {
        AccountId replaced = trial.Account("replaced");
        StoredRecord? last = null;
        foreach (int size in (int[])[0, 1, 2, 255, 256, 2_000, 4_000, 4_001, 8_000, 8_001, MostBytes - 1, MostBytes, 0])
        {
            AccountId account = trial.Account(size);
            StoredRecord inserted = await trial.InsertAsync(account, bytes: size).ConfigureAwait(false);
            await trial.ExpectAsync(account, inserted, "after the insert").ConfigureAwait(false);
            await trial.DeleteAsync(account, inserted).ConfigureAwait(false);
            last = await trial.WriteAsync(replaced, last, StoreTrial.NewRecord(bytes: size)).ConfigureAwait(false);
            await trial.ExpectAsync(replaced, last, "after the update").ConfigureAwait(false);
        }

        byte[] every = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        last = await trial.WriteAsync(replaced, last, StoreTrial.NewRecord() with { Sealed = every }).ConfigureAwait(false);
        await trial.ExpectAsync(replaced, last, "after every byte there is was written").ConfigureAwait(false);
    }

    // The numbers next to 2^53 are included because a double cannot distinguish them.
    private static async Task Revisions(StoreTrial trial)
    {
        AccountId account = trial.Account("any");
        StoredRecord? current = null;
        foreach (long value in (long[])[0, 1, -1, int.MaxValue + 1L, 1L << 53, (1L << 53) + 1, long.MaxValue - 1, long.MaxValue, long.MinValue, long.MinValue + 1])
        {
            current = await trial.WriteAsync(account, current, StoreTrial.NewRecord() with { Revision = new Revision(value) }).ConfigureAwait(false);
            await trial.ExpectAsync(account, current, "after the write").ConfigureAwait(false);
            bool stood = await trial.Store.TryWriteAsync(account, new Revision(value ^ 1), StoreTrial.NewRecord(), CancellationToken.None).ConfigureAwait(false);
            trial.Expect(!stood, $"false: the write expects revision {Words.Of(value ^ 1)}, and {Words.Of(value)} stands", Words.Of(stood));
        }
    }

    private static async Task Instants(StoreTrial trial)
    {
        AccountId account = trial.Account("any");
        StoredRecord current = await trial.InsertAsync(account).ConfigureAwait(false);
        foreach (Instant odd in OddInstants)
        {
            foreach (Instant? due in (Instant?[])[odd - StoreTrial.Microsecond, odd, odd + StoreTrial.Microsecond, odd + (StoreTrial.Microsecond * 123_457), null])
            {
                current = await trial.WriteAsync(account, current, StoreTrial.NewRecord(due < OddInstants.First() ? odd : due)).ConfigureAwait(false);
                await trial.ExpectAsync(account, current, "after the write").ConfigureAwait(false);
            }
        }

        IRecoveryStore opened = await trial.OpenAgainAsync().ConfigureAwait(false);
        StoredRecord? seen = await opened.ReadAsync(account, trial.CancellationToken).ConfigureAwait(false);
        trial.Expect(Equals(seen, current), $"a store that is opened again has {Words.Of(current)}", Words.Of(seen));
    }
}
