using System.Collections.Concurrent;
using System.Collections.Immutable;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery.Races;

/// <summary>Reads from a replica that is an hour behind: it shows what it had copied an hour ago, or its first copy. Each read makes a copy for later.</summary>
internal sealed class StaleStore(IRecoveryStore inner, IClock clock) : StoreWrapper(inner)
{
    internal static readonly Duration Lag = Duration.FromHours(1);

    private readonly ConcurrentDictionary<AccountId, ImmutableList<(Instant At, StoredRecord? Copy)>> _copies = new();

    public override async ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        StoredRecord? truth = await Inner.ReadAsync(account, cancellationToken);
        Instant now = clock.GetCurrentInstant();
        ImmutableList<(Instant At, StoredRecord? Copy)> copies = _copies.AddOrUpdate(
            account,
            _ => [(now, truth)],
            (_, known) => known[^1].Copy?.Revision == truth?.Revision ? known : known.Add((now, truth)));
        int shown = copies.FindLastIndex(copy => copy.At <= now - Lag);
        return copies[Math.Max(0, shown)].Copy;
    }
}
