using System.Globalization;
using System.Security.Cryptography;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>The state of one running check: the opened store, accounts that only this check uses, and the creation of failures.</summary>
internal sealed class StoreTrial
{
    internal static readonly Duration Microsecond = Duration.FromNanoseconds(1_000);

    private const int HandlesOpened = 4;

    private readonly Func<CancellationToken, ValueTask<IRecoveryStore>> _open;
    private readonly StoreCheck _check;
    private readonly HashSet<AccountId> _used = [];

    private StoreTrial(StoreCheck check, Func<CancellationToken, ValueTask<IRecoveryStore>> open, IReadOnlyList<IRecoveryStore> handles)
    {
        _check = check;
        _open = open;
        Handles = handles;
    }

    /// <summary>Several handles to the same data, as several processes would open them.</summary>
    internal IReadOnlyList<IRecoveryStore> Handles { get; }

    internal IRecoveryStore Store => Handles[0];

    internal required int Effort { get; init; }

    internal required ulong? Seed { get; init; }

    internal required TimeSpan Patience { get; init; }

    internal required CancellationToken CancellationToken { get; init; }

    /// <summary>The prefix of every account of this trial, except accounts that were passed to <see cref="Use"/> directly.</summary>
    internal string Prefix { get; } = $"conformance-{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}/";

    /// <summary>An instant before every due instant of the real records in the store, so that listings up to this instant are short.</summary>
    internal Instant Start { get; } = Instant.FromUtc(1900, 1, 1, 0, 0) + Duration.FromSeconds(RandomNumberGenerator.GetInt32(300_000_000));

    internal static async Task<StoreTrial> OpenAsync(
        StoreCheck check, Func<CancellationToken, ValueTask<IRecoveryStore>> open, int effort, ulong? seed, TimeSpan patience, CancellationToken cancellationToken)
    {
        List<IRecoveryStore> handles = [];
        for (int i = 0; i < HandlesOpened; i++)
        {
            handles.Add(await open(cancellationToken).ConfigureAwait(false));
        }

        return new StoreTrial(check, open, handles) { Effort = effort, Seed = seed, Patience = patience, CancellationToken = cancellationToken };
    }

    /// <summary>Opens one more handle.</summary>
    internal ValueTask<IRecoveryStore> OpenAgainAsync() => _open(CancellationToken);

    /// <summary>Returns an account of this trial.</summary>
    internal AccountId Account(string name) => Use(new AccountId(Prefix + name));

    internal AccountId Account(int number) => Account(number.ToString("D4", CultureInfo.InvariantCulture));

    /// <summary>Adds an account to the trial, so that the account is deleted at the end.</summary>
    internal AccountId Use(AccountId account)
    {
        lock (_used)
        {
            _used.Add(account);
        }

        return account;
    }

    internal bool IsOurs(AccountId account)
    {
        lock (_used)
        {
            return _used.Contains(account);
        }
    }

    /// <summary>Creates a new state of a record, with a new random revision and random bytes.</summary>
    internal static StoredRecord NewRecord(Instant? due = null, int bytes = 48) => new(NewRevision(), due, RandomNumberGenerator.GetBytes(bytes));

    internal static Revision NewRevision() => new(BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))));

    /// <summary>Writes a record, as the library does, with a token that is never cancelled. If the write returns false, the check fails.</summary>
    internal async Task<StoredRecord> WriteAsync(AccountId account, StoredRecord? current, StoredRecord next, IRecoveryStore? through = null)
    {
        CancellationToken.ThrowIfCancellationRequested();
        bool stood = await (through ?? Store).TryWriteAsync(account, current?.Revision, next, CancellationToken.None).ConfigureAwait(false);
        return stood
            ? next
            : throw Broken($"true: {Words.Of(account)} is as the write expects it, {Words.Of(current)}", "false");
    }

    internal Task<StoredRecord> InsertAsync(AccountId account, Instant? due = null, int bytes = 48) => WriteAsync(account, null, NewRecord(due, bytes));

    internal async Task DeleteAsync(AccountId account, StoredRecord current, IRecoveryStore? through = null)
    {
        if (!await (through ?? Store).TryDeleteAsync(account, current.Revision, CancellationToken.None).ConfigureAwait(false))
        {
            throw Broken($"true: {Words.Of(account)} has {Words.Of(current)}, which was to be deleted", "false");
        }
    }

    /// <summary>Checks, through every handle, that the account has the expected record.</summary>
    internal async Task ExpectAsync(AccountId account, StoredRecord? expected, string when)
    {
        foreach (IRecoveryStore handle in Handles)
        {
            StoredRecord? seen = await handle.ReadAsync(account, CancellationToken).ConfigureAwait(false);
            Expect(Equals(seen, expected), $"{when}, {Words.Of(account)} has {Words.Of(expected)}", Words.Of(seen));
        }
    }

    internal void Expect(bool holds, string expected, string seen)
    {
        if (!holds)
        {
            throw Broken(expected, seen);
        }
    }

    internal StoreConformanceException Broken(string expected, string seen) => new(_check.Name, _check.Tell(expected, seen));

    /// <summary>Deletes the accounts of the trial if possible. A fault of a broken store is ignored here, so that it does not hide the failure.</summary>
    internal async Task CleanUpAsync()
    {
        foreach (AccountId account in _used)
        {
            try
            {
                while (await Store.ReadAsync(account, CancellationToken.None).ConfigureAwait(false) is { } left
                    && !await Store.TryDeleteAsync(account, left.Revision, CancellationToken.None).ConfigureAwait(false)
                    && (await Store.ReadAsync(account, CancellationToken.None).ConfigureAwait(false))?.Revision != left.Revision)
                {
                    // Another write happened between the two calls, such as the write of a racer that was still running.
                }
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                return;
            }
        }
    }
}
