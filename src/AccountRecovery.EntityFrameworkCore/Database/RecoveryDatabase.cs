using System.Data;
using System.Security.Cryptography;
using System.Transactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>Where all statements of the package run: each in a scope, context and connection of its own, outside every transaction of the host.</summary>
internal sealed class RecoveryDatabase(IServiceScopeFactory scopes, Func<IServiceProvider, DbContext> context, DatabaseReadiness readiness)
{
    private const int MostTries = 9;
    private const int LongestPauseMilliseconds = 1000;

    /// <summary>Runs a piece of work, again after a fault that passes.</summary>
    /// <param name="work">Gets a fresh context at each try, and the fault of an earlier try that may have been carried out all the same.</param>
    /// <param name="ct">Cancels the work.</param>
    internal async ValueTask<T> RunAsync<T>(Func<DbContext, Exception?, Task<T>> work, CancellationToken ct)
    {
        await readiness.EnsureAsync(this, ct).ConfigureAwait(false);
        Exception? doubt = null;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(db => work(db, doubt), ct).ConfigureAwait(false);
            }
            catch (Exception fault) when (attempt < MostTries && DatabaseFaults.KindOf(fault) != FaultKind.Lasting)
            {
                doubt ??= DatabaseFaults.KindOf(fault) == FaultKind.InDoubt ? fault : null;
            }

            int longest = Math.Min(LongestPauseMilliseconds, 8 << attempt);
            await Task.Delay(RandomNumberGenerator.GetInt32(longest / 2, longest), ct).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a piece of work once.</summary>
    internal async Task<T> TryAsync<T>(Func<DbContext, Task<T>> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();

        // A host that rolls back must not un-count a wrong guess.
        using TransactionScope? outside = Transaction.Current is null ? null : new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            DbContext db = context(scope.ServiceProvider);
            if (db.Database.GetDbConnection().State != ConnectionState.Closed)
            {
                throw new InvalidOperationException(
                    $"{db.GetType().Name} comes with a connection that is already open, so its transactions would include those of account recovery. Configure it with a connection string or a data source.");
            }

            T result = await new SingleTry(db).ExecuteAsync(work, static (db, work, _) => work(db), verifySucceeded: null, ct).ConfigureAwait(false);
            outside?.Complete();
            return result;
        }
    }
}
