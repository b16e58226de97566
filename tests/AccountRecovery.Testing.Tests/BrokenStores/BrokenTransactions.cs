using System.Transactions;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Stores that take part in the host's transaction.</summary>
internal static class BrokenTransactions
{
    /// <summary>Undoes its writes when the host rolls back.</summary>
    internal sealed class RollsBack : PlainStore
    {
        public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
        {
            StoredRecord? before = Peek(account);
            Transaction? ambient = Transaction.Current;
            bool stood = await base.TryWriteAsync(account, expected, next, cancellationToken);
            if (stood && ambient is not null)
            {
                ambient.EnlistVolatile(new Undo(() => Put(account, before)), EnlistmentOptions.None);
            }

            return stood;
        }
    }

    /// <summary>Keeps its writes to itself until the host commits.</summary>
    internal sealed class WritesAtCommit : PlainStore
    {
        public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
        {
            if (Transaction.Current is not { } ambient)
            {
                return await base.TryWriteAsync(account, expected, next, cancellationToken);
            }

            ambient.TransactionCompleted += (_, ended) => Replace(account, expected, next);
            return Peek(account)?.Revision == expected;
        }
    }

    /// <summary>Opens its connection inside the host's transaction, which refuses once that has failed.</summary>
    internal sealed class JoinsWhateverIsThere : PlainStore
    {
        public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) =>
            Transaction.Current?.TransactionInformation.Status == TransactionStatus.Aborted
                ? throw new TransactionAbortedException()
                : base.TryWriteAsync(account, expected, next, cancellationToken);
    }

    private sealed class Undo(Action undo) : IEnlistmentNotification
    {
        public void Prepare(PreparingEnlistment preparingEnlistment) => preparingEnlistment.Prepared();

        public void Commit(Enlistment enlistment) => enlistment.Done();

        public void InDoubt(Enlistment enlistment) => enlistment.Done();

        public void Rollback(Enlistment enlistment)
        {
            undo();
            enlistment.Done();
        }
    }
}
