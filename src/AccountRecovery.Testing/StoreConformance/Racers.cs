namespace AccountRecovery;

/// <summary>Callers that begin at the same moment, on threads of their own.</summary>
internal static class Racers
{
    internal static async Task<T[]> RunAsync<T>(int count, Func<int, Task<T>> racer)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<T>[] all = [.. Enumerable.Range(0, count).Select(WaitAndRunAsync)];
        start.SetResult();
        return await Task.WhenAll(all).ConfigureAwait(false);

        async Task<T> WaitAndRunAsync(int number)
        {
            await start.Task.ConfigureAwait(false);
            return await racer(number).ConfigureAwait(false);
        }
    }
}
