using AccountRecovery.Ports;

namespace AccountRecovery;

public enum StoreStep
{
    BeforeRead,
    BeforeWrite,
    AfterWrite,
    BeforeDelete,
    AfterDelete,
}

/// <summary>Throws where it is told to: before anything happened, or after the commit, when the reply is lost.</summary>
internal sealed class FaultyStore(IRecoveryStore inner) : StoreWrapper(inner)
{
    /// <summary>Asked at each step with the account; true throws.</summary>
    internal Func<StoreStep, AccountId, bool>? Fails { get; set; }

    /// <summary>Throws at the n-th pass through a step, counted from 1 and from now.</summary>
    internal void FailOnce(StoreStep step, int pass = 1)
    {
        int passes = 0;
        Fails = (at, _) => at == step && Interlocked.Increment(ref passes) == pass;
    }

    public override ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        Pass(StoreStep.BeforeRead, account);
        return Inner.ReadAsync(account, cancellationToken);
    }

    public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        Pass(StoreStep.BeforeWrite, account);
        bool stood = await Inner.TryWriteAsync(account, expected, next, cancellationToken);
        Pass(StoreStep.AfterWrite, account);
        return stood;
    }

    public override async ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken)
    {
        Pass(StoreStep.BeforeDelete, account);
        bool stood = await Inner.TryDeleteAsync(account, expected, cancellationToken);
        Pass(StoreStep.AfterDelete, account);
        return stood;
    }

    private void Pass(StoreStep step, AccountId account)
    {
        if (Fails?.Invoke(step, account) == true)
        {
            throw new IOException($"The store was told to fail {step}.");
        }
    }
}
