namespace AccountRecovery;

/// <summary>Runs several callers at the same time.</summary>
internal static class Racers
{
    internal static Task<T[]> RunAsync<T>(int count, Func<int, Task<T>> racer) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => Start(() => racer(number))));

    /// <summary>
    /// Starts one racer with PreferFairness. Without it, the racer could be put into the local queue of one thread and wait there until another racer has ended.
    /// </summary>
    internal static Task<T> Start<T>(Func<Task<T>> racer) =>
        Task.Factory.StartNew(racer, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default).Unwrap();
}
