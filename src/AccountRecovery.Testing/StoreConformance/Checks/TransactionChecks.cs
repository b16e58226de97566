using System.Transactions;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Checks that a transaction of the host never contains the store's writes: if the host rolls back, a counted wrong guess must stay counted.</summary>
internal static class TransactionChecks
{
    private const string OwnConnection =
        "whether the store's connection enlists in System.Transactions. It must not: open it inside new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled), or turn enlisting off in the connection string";

    internal static IEnumerable<StoreCheck> All { get; } =
    [
        new("What is written inside an ambient transaction stands when that rolls back", OwnConnection, RolledBack),
        new("What is written inside an ambient transaction stands before that commits", OwnConnection, NotYetCommitted),
        new("Calls work inside an ambient transaction that has failed", OwnConnection, Failed),
    ];

    private static async Task RolledBack(StoreTrial trial)
    {
        (AccountId inserted, AccountId updated, AccountId deleted) = (trial.Account("inserted"), trial.Account("updated"), trial.Account("deleted"));
        StoredRecord before = await trial.InsertAsync(updated).ConfigureAwait(false);
        StoredRecord doomed = await trial.InsertAsync(deleted, trial.Start).ConfigureAwait(false);
        StoredRecord first;
        StoredRecord second;
        using (NewScope())
        {
            first = await trial.InsertAsync(inserted).ConfigureAwait(false);
            second = await trial.WriteAsync(updated, before, StoreTrial.NewRecord(trial.Start)).ConfigureAwait(false);
            await trial.DeleteAsync(deleted, doomed).ConfigureAwait(false);
        }

        await trial.ExpectAsync(inserted, first, "after an insert inside a transaction that was rolled back").ConfigureAwait(false);
        await trial.ExpectAsync(updated, second, "after an update inside a transaction that was rolled back").ConfigureAwait(false);
        await trial.ExpectAsync(deleted, null, "after a delete inside a transaction that was rolled back").ConfigureAwait(false);
        await trial.ExpectListedAsync([new DueAccount(trial.Start, updated)], trial.Start, "after the transaction").ConfigureAwait(false);
    }

    private static async Task NotYetCommitted(StoreTrial trial)
    {
        AccountId account = trial.Account("written");
        StoredRecord written;
        using (TransactionScope scope = NewScope())
        {
            written = await trial.InsertAsync(account, trial.Start).ConfigureAwait(false);
            await trial.ExpectAsync(account, written, "inside the transaction").ConfigureAwait(false);
            await trial.ExpectListedAsync([new DueAccount(trial.Start, account)], trial.Start, "inside the transaction").ConfigureAwait(false);
            await ExpectOutsideAsync(trial, account, written).ConfigureAwait(false);
            written = await trial.WriteAsync(account, written, StoreTrial.NewRecord()).ConfigureAwait(false);
            await ExpectOutsideAsync(trial, account, written).ConfigureAwait(false);
            scope.Complete();
        }

        await trial.ExpectAsync(account, written, "after the transaction was committed").ConfigureAwait(false);
    }

    private static async Task Failed(StoreTrial trial)
    {
        AccountId account = trial.Account("written");
        using (NewScope())
        {
            Transaction.Current!.Rollback();
            StoredRecord written = await trial.InsertAsync(account, trial.Start).ConfigureAwait(false);
            await trial.ExpectAsync(account, written, "inside a transaction that has failed").ConfigureAwait(false);
            await trial.ExpectListedAsync([new DueAccount(trial.Start, account)], trial.Start, "inside a transaction that has failed").ConfigureAwait(false);
            await trial.DeleteAsync(account, written).ConfigureAwait(false);
        }

        await trial.ExpectAsync(account, null, "after a delete inside a transaction that has failed").ConfigureAwait(false);
    }

    // Reads as another caller, to whom the transaction does not flow. This caller could not see a write that is enlisted in the transaction, or would wait for it.
    private static async Task ExpectOutsideAsync(StoreTrial trial, AccountId account, StoredRecord expected)
    {
        Task outside;
        using (ExecutionContext.SuppressFlow())
        {
            outside = Task.Run(() => trial.ExpectAsync(account, expected, "to a caller outside, while the transaction is open"), trial.CancellationToken);
        }

        try
        {
            await outside.WaitAsync(trial.Patience, trial.CancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw trial.Broken("a caller outside reads while the transaction is open", "it waits");
        }
    }

    private static TransactionScope NewScope() => new(TransactionScopeOption.RequiresNew, TransactionScopeAsyncFlowOption.Enabled);
}
