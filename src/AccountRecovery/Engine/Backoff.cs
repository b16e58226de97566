using System.Security.Cryptography;

namespace AccountRecovery;

/// <summary>
/// How long a call waits after a lost race, when another call wrote first, before it decides again: a random time, whose upper limit doubles with each lost race.
/// </summary>
/// <param name="LongestMilliseconds">The highest upper limit, inclusive. With 0 a call does not wait, so that nothing depends on chance.</param>
internal sealed record Backoff(int LongestMilliseconds)
{
    internal const int DefaultLongestMilliseconds = 40;

    /// <param name="lost">The number of races that the call lost before this one, 0 or more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal Task WaitAsync(int lost, CancellationToken cancellationToken) =>
        Task.Delay(RandomNumberGenerator.GetInt32(Math.Min(LongestMilliseconds, 1 << lost) + 1), cancellationToken);
}
