namespace AccountRecovery;

/// <summary>Due work that does what a test says at each sweep, counted from 1.</summary>
internal sealed class ScriptedWork(Func<int, CancellationToken, Task<DueWorkReport>> sweep) : IDueWork
{
    internal static readonly DueWorkReport Nothing = new(0, 0, 0, ClockSuspect: false);

    private int _sweeps;
    private int _drained;

    internal ScriptedWork(Func<int, DueWorkReport> sweep)
        : this((number, _) => Task.FromResult(sweep(number)))
    {
    }

    internal int Sweeps => Volatile.Read(ref _sweeps);

    internal int Drained => Volatile.Read(ref _drained);

    public async ValueTask<DueWorkReport> RunAsync(int maxAccounts, CancellationToken cancellationToken = default) => await sweep(Interlocked.Increment(ref _sweeps), cancellationToken);

    public async ValueTask DrainAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _drained);
        await Task.CompletedTask.WaitAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
