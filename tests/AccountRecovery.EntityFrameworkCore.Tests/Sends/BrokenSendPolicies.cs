using System.Data;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AccountRecovery;

/// <summary>Budgets that count wrong: the laws about the send budget must catch each of them.</summary>
internal static class BrokenSendPolicies
{
    private static Task<SendCountRow?> ReadAsync(DbContext db, SendClaim claim) =>
        db.Set<SendCountRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Scope == claim.Scope && row.Since == claim.Since);

    /// <summary>Looks first and counts afterwards, in one transaction, as one would think is enough. Those who meet have all looked before one counts.</summary>
    internal sealed class ReadThenWrite(RecoveryDatabase database, SendPlan plan, Meeting looked) : ISendPolicy
    {
        public async ValueTask<bool> TryTakeAsync(SendRequest request, CancellationToken cancellationToken) => await database.RunAsync(
            async (db, _) =>
            {
                SendClaim[] claims = plan.ClaimsOf(request);
                foreach (SendClaim claim in claims)
                {
                    if ((await ReadAsync(db, claim))?.Taken >= claim.Most)
                    {
                        return false;
                    }
                }

                await looked.ComeAsync();
                await using IDbContextTransaction transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
                foreach (SendClaim claim in claims)
                {
                    await db.Database.ExecuteSqlAsync(SendCountTable.Take(db, claim with { Most = int.MaxValue }), cancellationToken);
                }

                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Takes its counters one by one, and keeps what it has when one of them is full.</summary>
    internal sealed class OneByOne(RecoveryDatabase database, SendPlan plan) : ISendPolicy
    {
        public async ValueTask<bool> TryTakeAsync(SendRequest request, CancellationToken cancellationToken)
        {
            foreach (SendClaim claim in plan.ClaimsOf(request))
            {
                if (await database.RunAsync((db, _) => db.Database.ExecuteSqlAsync(SendCountTable.Take(db, claim), cancellationToken), cancellationToken) == 0)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
