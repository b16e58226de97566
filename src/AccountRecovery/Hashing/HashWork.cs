using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>One piece of work for a hashing lane.</summary>
internal abstract class HashWork(CallerClass callerClass)
{
    internal CallerClass CallerClass { get; } = callerClass;

    /// <summary>The node in the queue where the work waits. The node is in no queue when the work runs.</summary>
    internal LinkedListNode<HashWork>? Node { get; set; }

    /// <summary>Does the work. Calls <paramref name="finished"/>, which frees the hashing lane, before the caller gets the result.</summary>
    internal abstract void Run(Action finished);

    internal abstract void Drop();
}

/// <summary>One piece of work for a hashing lane, with its result.</summary>
internal sealed class HashWork<T>(CallerClass callerClass, Func<T> work) : HashWork(callerClass)
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<T> Task => _result.Task;

    internal void Abandon(CancellationToken cancellationToken) => _result.TrySetCanceled(cancellationToken);

    internal override void Drop() => _result.TrySetException(new ObjectDisposedException(nameof(HashLimiter)));

    [SuppressMessage("Design", "CA1031", Justification = "An exception of the hasher is passed to the caller; it must not end the thread of the hashing lane.")]
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
