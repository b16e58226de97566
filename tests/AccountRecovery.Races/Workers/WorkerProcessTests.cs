namespace AccountRecovery.Races;

/// <summary>What makes the races trustworthy: nothing that goes wrong in a worker stays there.</summary>
public sealed class WorkerProcessTests
{
    [Fact]
    public async Task A_worker_that_dies_fails_whoever_waits_for_it_with_what_it_said()
    {
        await using var worker = WorkerProcess.Start();

        // No application has been opened.
        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(() => worker.AskAsync(new Command.SetClock(0)));

        Assert.Contains(nameof(NullReferenceException), fault.Message, StringComparison.Ordinal);
        Assert.False(worker.IsAlive);
    }

    [Fact]
    public async Task A_worker_that_dies_of_a_fault_has_not_died_as_it_was_ordered_to()
    {
        await using var worker = WorkerProcess.Start();
        worker.Send(new Command.SetClock(0));

        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(worker.DieAsync);

        Assert.Contains(nameof(NullReferenceException), fault.Message, StringComparison.Ordinal);
    }
}
