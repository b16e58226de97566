using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Checks that the store and its callers do not share memory.</summary>
internal static class BufferChecks
{
    private const int Bytes = 200;

    internal static IEnumerable<StoreCheck> All { get; } =
    [
        new("What a caller does to its buffer after a write is not stored", "whether the store keeps the memory it was given (a cache, a dictionary, a batch that is sent later): copy it before the call returns", AfterWrite),
        new("What was read stays as it was, and what a caller does to it is not stored", "whether a read returns memory that the store keeps or reuses (a cache, a pool): return a copy of its own to each caller", AfterRead),
    ];

    private static async Task AfterWrite(StoreTrial trial)
    {
        AccountId account = trial.Account("written");
        byte[] buffer = RandomNumberGenerator.GetBytes(Bytes);
        StoredRecord inserted = StoreTrial.NewRecord() with { Sealed = (byte[])buffer.Clone() };
        await trial.WriteAsync(account, null, inserted with { Sealed = buffer }).ConfigureAwait(false);
        Array.Clear(buffer);
        await trial.ExpectAsync(account, inserted, "after the insert's buffer was cleared").ConfigureAwait(false);

        RandomNumberGenerator.Fill(buffer);
        StoredRecord updated = StoreTrial.NewRecord() with { Sealed = (byte[])buffer.Clone() };
        await trial.WriteAsync(account, inserted, updated with { Sealed = buffer }).ConfigureAwait(false);
        Array.Clear(buffer);
        await trial.ExpectAsync(account, updated, "after the update's buffer was cleared").ConfigureAwait(false);
    }

    private static async Task AfterRead(StoreTrial trial)
    {
        AccountId account = trial.Account("read");
        StoredRecord stored = await trial.InsertAsync(account, bytes: Bytes).ConfigureAwait(false);
        StoredRecord kept = stored with { Sealed = stored.Sealed.ToArray() };
        StoredRecord? held = await trial.Store.ReadAsync(account, trial.CancellationToken).ConfigureAwait(false);
        for (int i = 0; i < 20; i++)
        {
            await trial.InsertAsync(trial.Account(i), bytes: Bytes).ConfigureAwait(false);
            await trial.Store.ReadAsync(trial.Account(i), trial.CancellationToken).ConfigureAwait(false);
        }

        trial.Expect(Equals(held, kept), $"what was read stays {Words.Of(kept)} while others are written and read", Words.Of(held));
        if (held is not null && MemoryMarshal.TryGetArray(held.Sealed, out ArraySegment<byte> memory))
        {
            memory.AsSpan().Clear();
        }

        await trial.ExpectAsync(account, kept, "after a reader has cleared what it was given").ConfigureAwait(false);
    }
}
