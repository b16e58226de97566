using System.Diagnostics;

namespace AccountRecovery.Races;

/// <summary>Kills the process at its moment, as nothing in it could prevent.</summary>
internal sealed class Fate(Death? death)
{
    private int _passes;

    internal void Pass(Moment moment)
    {
        if (death?.At == moment && Interlocked.Increment(ref _passes) == death.Pass)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
