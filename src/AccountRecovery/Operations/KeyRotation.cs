using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using AccountRecovery.Ports;
using Microsoft.Extensions.Logging;

namespace AccountRecovery;

/// <summary>Reads every record in the order of the accounts, counts with which root key each is sealed, and, if requested, seals it with the active key.</summary>
internal sealed class KeyRotation(IRecoveryStore store, RecordRunner runner, KeyRing keys, ILogger<KeyRotation> log)
{
    private const int PageSize = 100;

    private static readonly ImmutableSortedDictionary<KeyId, long> None =
        ImmutableSortedDictionary.Create<KeyId, long>(Comparer<KeyId>.Create((one, other) => one.Value.CompareTo(other.Value)));

    /// <exception cref="NotSupportedException">The store cannot list its accounts.</exception>
    internal IAsyncEnumerable<KeyRotationStep> Start(bool reseals, AccountId? after, CancellationToken cancellationToken) =>
        store is IRecoveryStoreInventory inventory
            ? WalkAsync(inventory, reseals, after, cancellationToken)
            : throw new NotSupportedException(
                $"Key rotation requires a store that lists its accounts: {store.GetType().Name} does not implement {nameof(IRecoveryStoreInventory)}.");

    private async IAsyncEnumerable<KeyRotationStep> WalkAsync(
        IRecoveryStoreInventory inventory, bool reseals, AccountId? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ImmutableSortedDictionary<KeyId, long> byKey = None;
        var step = new KeyRotationStep(0, 0, 0, byKey, after, IsComplete: false);
        while (!step.IsComplete)
        {
            IReadOnlyList<AccountId> page = await inventory.ListAsync(step.Last, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (AccountId account in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                CheckOrder(step.Last, account);
                Seen seen = await LookAsync(account, reseals, cancellationToken).ConfigureAwait(false);
                byKey = seen.Key is { } key ? byKey.SetItem(key, byKey.GetValueOrDefault(key) + 1) : byKey;
                step = new KeyRotationStep(step.Examined + 1, step.Resealed + (seen.Resealed ? 1 : 0), step.Failed + (seen.Failed ? 1 : 0), byKey, account, IsComplete: false);
            }

            step = step with { IsComplete = page.Count == 0 };
            yield return step;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "If one account fails, the rotation continues with the others.")]
    private async Task<Seen> LookAsync(AccountId account, bool reseals, CancellationToken cancellationToken)
    {
        KeyId? key = null;
        try
        {
            if (await store.ReadAsync(account, cancellationToken).ConfigureAwait(false) is not { } stored)
            {
                return default;
            }

            key = RecordSealer.KeyOf(stored.Sealed.Span);
            if (reseals && key != keys.Active.Id)
            {
                return await runner.RunAsync(account, Reseal, why => Busy(account, key, why), cancellationToken).ConfigureAwait(false);
            }

            if (key is null)
            {
                log.LogError("The stored bytes of account {Account} are not a record, so the root key that sealed them is unknown.", account);
            }

            return new Seen(key, Failed: key is null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogError(fault, "Key rotation failed for account {Account}; the next run tries again.", account);
            return new Seen(key, Failed: true);
        }
    }

    // Decides on the record as it is at the write, so a record that another process has re-sealed or deleted meanwhile is not touched.
    private Decision<Seen> Reseal(Loaded loaded) => loaded switch
    {
        { Stored: null } => default(Seen),
        { Key: var key } when key == keys.Active.Id => new Seen(key),
        { Stored: { } record } => new Decision<Seen>(new Seen(keys.Active.Id, Resealed: true), record),
    };

    private Seen Busy(AccountId account, KeyId? key, BusyReason why)
    {
        log.LogWarning("Key rotation found account {Account} busy ({Why}); the next run tries again.", account, why);
        return new Seen(key, Failed: true);
    }

    // If the order were wrong, the run would miss accounts, and a key in use would seem unused.
    private static void CheckOrder(AccountId? before, AccountId account)
    {
        if (before >= account)
        {
            throw new InvalidOperationException($"The store lists its accounts out of order: '{account}' after '{before}'. Accounts must be listed in the order of their bytes.");
        }
    }

    /// <summary>What the run found for one account; the default value if the account no longer has a record.</summary>
    private readonly record struct Seen(KeyId? Key, bool Resealed = false, bool Failed = false);
}
