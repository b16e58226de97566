using System.Data;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Transactions;
using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>Runs all statements of the package, each in a separate context and connection, outside every transaction of the host.</summary>
internal sealed class RecoveryDatabase(Func<LentContext> lend, DatabaseReadiness readiness)
{
    private const int MostTries = 9;
    private const int LongestPauseMilliseconds = 1000;

    // If the network does not answer, nine tries would last several minutes.
    private static readonly TimeSpan LastStart = TimeSpan.FromSeconds(15);

    /// <summary>Checks once whether the database is ready for use.</summary>
    /// <exception cref="InvalidOperationException">The database is not ready. The message says what to run.</exception>
    internal Task EnsureReadyAsync(CancellationToken cancellationToken) => readiness.EnsureAsync(this, cancellationToken);

    /// <summary>Runs a piece of work, and repeats it after a temporary fault.</summary>
    /// <param name="work">The work. It receives a new context for each try, and the fault of an earlier try that may
    /// nevertheless have been executed, or null. To give up, it throws this fault again.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    internal async ValueTask<T> RunAsync<T>(Func<DbContext, Exception?, Task<T>> work, CancellationToken cancellationToken)
    {
        await EnsureReadyAsync(cancellationToken).ConfigureAwait(false);
        return await RetryAsync(work, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does the same as <see cref="RunAsync{T}"/>, without checking whether the database is ready.</summary>
    internal async Task<T> RetryAsync<T>(Func<DbContext, Exception?, Task<T>> work, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        Exception? doubt = null;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(db => work(db, doubt), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault != doubt && attempt < MostTries && Stopwatch.GetElapsedTime(began) < LastStart && DatabaseFaults.KindOf(fault) != FaultKind.Lasting)
            {
                doubt ??= DatabaseFaults.KindOf(fault) == FaultKind.InDoubt ? fault : null;
            }

            int longest = Math.Min(LongestPauseMilliseconds, 8 << attempt);
            await Task.Delay(RandomNumberGenerator.GetInt32(longest / 2, longest), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<T> TryAsync<T>(Func<DbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // If the host rolls back its transaction, a counted wrong guess must stay counted.
        using TransactionScope? outside = Transaction.Current is null ? null : new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        LentContext lent = lend();
        await using (lent.ConfigureAwait(false))
        {
            DbContext db = lent.Db;
            if (db.Database.GetDbConnection().State != ConnectionState.Closed)
            {
                throw new InvalidOperationException(
                    $"{db.GetType().Name} has a connection that is already open, so the host's transactions would include the writes of account recovery. Configure it with a connection string or a data source.");
            }

            T result = await new SingleTry(db).ExecuteAsync(work, static (db, work, _) => work(db), verifySucceeded: null, cancellationToken).ConfigureAwait(false);
            outside?.Complete();
            return result;
        }
    }
}
