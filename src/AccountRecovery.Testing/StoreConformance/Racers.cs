namespace AccountRecovery;

/// <summary>Callers that run at the same time.</summary>
internal static class Racers
{
    internal static Task<T[]> RunAsync<T>(int count, Func<int, Task<T>> racer) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => Start(() => racer(number))));

    /// <summary>Starts one in its turn: what lies in the queue of a single thread may wait until another racer has run to its end.</summary>
    internal static Task<T> Start<T>(Func<Task<T>> racer) =>
        Task.Factory.StartNew(racer, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default).Unwrap();
}
