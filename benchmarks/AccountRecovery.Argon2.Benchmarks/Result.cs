using System.Text.Json.Serialization;

namespace AccountRecovery;

/// <summary>What one implementation took for one cost, in turns with the reference library in one process.</summary>
/// <param name="Name">The implementation.</param>
/// <param name="Cost">Such as <c>m=19456,t=2,p=1</c>.</param>
/// <param name="Milliseconds">Median of the rounds.</param>
/// <param name="ReferenceMilliseconds">That of the reference library.</param>
/// <param name="AllocatedBytes">On the managed heap, by the whole process, for each hash; null for native code.</param>
/// <param name="Gen2Collections">Full garbage collections during all rounds.</param>
internal sealed record Turn(string Name, string Cost, double Milliseconds, double ReferenceMilliseconds, double? AllocatedBytes, int? Gen2Collections)
{
    /// <summary>The one median over the other.</summary>
    public double Ratio => Milliseconds / ReferenceMilliseconds;
}

/// <summary>The figures of several processes: those of the one in the middle, and the least and the greatest ratio.</summary>
internal sealed record Timing(Turn Median, double LeastRatio, double GreatestRatio);

/// <summary>How much memory 16 callers need who share 2 places.</summary>
/// <param name="Name">The implementation.</param>
/// <param name="BaseMiB">Resident before, after one small hash.</param>
/// <param name="PeakMiB">The most that was resident.</param>
internal sealed record Crowd(string Name, double BaseMiB, double PeakMiB);

/// <summary>What a process took for its first hash of 19 MiB, everything compiled on the way.</summary>
internal sealed record FirstHash(string Name, double Milliseconds);

/// <summary>The result file.</summary>
internal sealed record Report(string Date, string Machine, int Rounds, int Processes, IReadOnlyList<Timing> Timings, IReadOnlyList<Crowd> Crowds, IReadOnlyList<FirstHash> FirstHashes);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(Turn[]))]
[JsonSerializable(typeof(Crowd))]
[JsonSerializable(typeof(FirstHash))]
internal sealed partial class ResultJson : JsonSerializerContext;
