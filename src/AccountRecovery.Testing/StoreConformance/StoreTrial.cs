using System.Globalization;
using System.Security.Cryptography;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>One check at work: the opened store, accounts that nobody else has, and the wording of a failure.</summary>
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

    /// <summary>The same data, as several processes see it.</summary>
    internal IReadOnlyList<IRecoveryStore> Handles { get; }

    internal IRecoveryStore Store => Handles[0];

    internal required int Effort { get; init; }

    internal required ulong? Seed { get; init; }

    internal required TimeSpan Patience { get; init; }

    internal required CancellationToken CancellationToken { get; init; }

    /// <summary>What every account of this trial begins with, unless it was made by <see cref="Use"/>.</summary>
    internal string Prefix { get; } = $"conformance-{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}/";

    /// <summary>An instant before any that a living record is due at, so that listings up to it are short.</summary>
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

    /// <summary>One more handle, opened now.</summary>
    internal ValueTask<IRecoveryStore> OpenAgainAsync() => _open(CancellationToken);

    /// <summary>An account of this trial.</summary>
    internal AccountId Account(string name) => Use(new AccountId(Prefix + name));

    internal AccountId Account(int number) => Account(number.ToString("D4", CultureInfo.InvariantCulture));

    /// <summary>Takes an account into the trial, so that it is deleted at the end.</summary>
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

    /// <summary>A new state of a record: a revision that was never used, and random bytes.</summary>
    internal static StoredRecord NewRecord(Instant? due = null, int bytes = 48) => new(NewRevision(), due, RandomNumberGenerator.GetBytes(bytes));

    internal static Revision NewRevision() => new(BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))));

    /// <summary>Writes as the library does, with a token that is never cancelled; a refusal is a failure of the store.</summary>
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

    /// <summary>What the account has, through every handle.</summary>
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

    /// <summary>Leaves nothing behind where that is possible; what a broken store does to it does not hide the failure.</summary>
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
                    // Another write came in between, such as one of a racer that was still on its way.
                }
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                return;
            }
        }
    }
}
