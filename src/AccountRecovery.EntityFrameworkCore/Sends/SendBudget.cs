using System.Data;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;

namespace AccountRecovery;

/// <summary>Counts messages in a table that all servers share. A message raises either all its counters, each by a guarded statement, or none.</summary>
internal sealed class SendBudget(RecoveryDatabase database, SendPlan plan) : ISendPolicy
{
    private static readonly Duration PruneEvery = Duration.FromHours(1);

    private long _pruneAt = long.MinValue;

    public async ValueTask<bool> TryTakeAsync(SendRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        SendClaim[] claims = plan.ClaimsOf(request);
        if (claims.Any(claim => claim.Most == 0))
        {
            return false;
        }

        await PruneAsync(request.At, cancellationToken).ConfigureAwait(false);
        return await database.RunAsync((db, _) => TakeAsync(db, claims, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    // If an acknowledgement is lost, this method runs again and may count one message twice. Counting too many is safe; counting too few is not.
    private static async Task<bool> TakeAsync(DbContext db, SendClaim[] claims, CancellationToken cancellationToken)
    {
        if (await IsAnyFullAsync(db, claims, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        // The isolation level is set explicitly, whatever the host's default is, because each statement must see the latest commits of other processes.
        IDbContextTransaction transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            foreach (SendClaim claim in claims)
            {
                if (await db.Database.ExecuteSqlAsync(SendCountTable.Take(db, claim), cancellationToken).ConfigureAwait(false) == 0)
                {
                    return false;
                }
            }

            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            return true;
        }
    }

    // This is only a first check, so that a flood of refused messages needs no locks. The guard of each statement decides.
    private static async Task<bool> IsAnyFullAsync(DbContext db, SendClaim[] claims, CancellationToken cancellationToken)
    {
        string[] scopes = [.. claims.Select(claim => claim.Scope)];
        long[] windows = [.. claims.Select(claim => claim.Since).Distinct()];
        List<SendCountRow> counts = await db.Set<SendCountRow>().AsNoTracking()
            .Where(row => scopes.Contains(row.Scope) && windows.Contains(row.Since))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return claims.Any(claim => counts.Any(row => row.Scope == claim.Scope && row.Since == claim.Since && row.Taken >= claim.Most));
    }

    // Rows are kept for twice the longest window, for servers whose clocks are behind.
    private async Task PruneAsync(Instant now, CancellationToken cancellationToken)
    {
        long planned = Volatile.Read(ref _pruneAt);
        long next = StoredInstant.From(now + PruneEvery);
        if (StoredInstant.From(now) < planned || Interlocked.CompareExchange(ref _pruneAt, next, planned) != planned)
        {
            return;
        }

        long before = StoredInstant.From(now - plan.LongestWindow - plan.LongestWindow);
        await database.RunAsync((db, _) => db.Set<SendCountRow>().Where(row => row.Since < before).ExecuteDeleteAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
    }
}
