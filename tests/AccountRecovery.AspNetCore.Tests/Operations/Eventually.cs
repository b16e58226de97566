namespace AccountRecovery;

/// <summary>Waits for what another thread is about to do.</summary>
internal static class Eventually
{
    internal static async Task HoldsAsync(Func<bool> holds)
    {
        for (int i = 0; i < 10_000 && !holds(); i++)
        {
            await Task.Delay(1);
        }

        Assert.True(holds(), "It did not come to hold.");
    }
}
