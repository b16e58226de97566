using System.Security.Cryptography;

namespace AccountRecovery;

/// <summary>How long a call waits after a lost race before it decides again: a random time, at most twice as long after each loss.</summary>
/// <param name="LongestMilliseconds">The upper limit, inclusive; 0 does not wait at all, so that nothing is left to chance.</param>
internal sealed record Backoff(int LongestMilliseconds)
{
    internal const int DefaultLongestMilliseconds = 40;

    /// <param name="lost">Races that the call lost before this one, zero or more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal Task WaitAsync(int lost, CancellationToken cancellationToken) =>
        Task.Delay(RandomNumberGenerator.GetInt32(Math.Min(LongestMilliseconds, 1 << lost) + 1), cancellationToken);
}
