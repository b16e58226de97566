namespace AccountRecovery;

internal static class Network
{
    /// <summary>Lets everybody else who is ready go first, as a call over a network does. (Task.Yield would often go on at once, on the same thread.)</summary>
    internal static Task PassAsync()
    {
        var passed = new TaskCompletionSource();
        ThreadPool.UnsafeQueueUserWorkItem(static source => source.SetResult(), passed, preferLocal: false);
        return passed.Task;
    }
}
