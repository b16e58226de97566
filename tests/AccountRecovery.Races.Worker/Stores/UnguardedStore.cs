using System.Data.Common;
using AccountRecovery.Ports;

namespace AccountRecovery.Races;

/// <summary>Broken on purpose: a read, then a write that looks at no revision. What most people write first.</summary>
internal sealed class UnguardedStore(IRecoveryStore inner, Setup setup) : StoreWrapper(inner)
{
    public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        if (expected is null)
        {
            return await Inner.TryWriteAsync(account, expected, next, cancellationToken);
        }

        await using DbConnection connection = DirectConnection.Open(setup);
        return DirectConnection.Execute(
            connection,
            "UPDATE account_recovery_records SET revision = @revision, due = @due, sealed = @sealed WHERE account = @account",
            ("account", account.ToBytes()),
            ("revision", next.Revision.Value),
            ("due", next.Due is { } due ? Microseconds.From(due) : null),
            ("sealed", next.Sealed.ToArray())) == 1;
    }
}
