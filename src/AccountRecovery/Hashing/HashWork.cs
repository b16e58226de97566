using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>One piece of work on a lane.</summary>
internal abstract class HashWork(CallerClass callerClass)
{
    internal CallerClass CallerClass { get; } = callerClass;

    /// <summary>Where it waits; in no list once it runs.</summary>
    internal LinkedListNode<HashWork>? Node { get; set; }

    /// <summary>Does the work; tells that the lane is free before it tells the caller.</summary>
    internal abstract void Run(Action finished);

    internal abstract void Drop();
}

/// <summary>One piece of work on a lane, with its result.</summary>
internal sealed class HashWork<T>(CallerClass callerClass, Func<T> work) : HashWork(callerClass)
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<T> Task => _result.Task;

    internal void Abandon(CancellationToken cancellationToken) => _result.TrySetCanceled(cancellationToken);

    internal override void Drop() => _result.TrySetException(new ObjectDisposedException(nameof(HashLimiter)));

    [SuppressMessage("Design", "CA1031", Justification = "Whatever the hasher throws belongs to the caller, not to the lane's thread.")]
    internal override void Run(Action finished)
    {
        try
        {
            T result = work();
            finished();
            _result.TrySetResult(result);
        }
        catch (Exception fault)
        {
            finished();
            _result.TrySetException(fault);
        }
    }
}
