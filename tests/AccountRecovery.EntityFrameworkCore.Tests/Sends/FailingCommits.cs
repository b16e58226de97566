using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace AccountRecovery;

/// <summary>Loses the acknowledgement of a commit now and then: it has been carried out, and nobody is told.</summary>
internal sealed class FailingCommits(int percent) : DbTransactionInterceptor
{
    private int _commits;
    private int _failed;

    internal int Failed => Volatile.Read(ref _failed);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // Evenly, so that it is known how many fail.
        int commits = Interlocked.Increment(ref _commits);
        if (commits * percent / 100 > (commits - 1) * percent / 100)
        {
            Interlocked.Increment(ref _failed);
            throw new NpgsqlException("The connection was lost.", new IOException("Broken pipe."));
        }

        return Task.CompletedTask;
    }
}
