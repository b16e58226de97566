namespace AccountRecovery.Races;

/// <summary>Waits for what other processes bring about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    internal static async Task HoldsAsync(string what, Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"It never came about that {what}.");
            }

            await Task.Delay(5, CancellationToken.None);
        }
    }
}
