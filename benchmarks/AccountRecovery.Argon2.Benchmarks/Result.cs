using System.Text.Json.Serialization;

namespace AccountRecovery;

/// <summary>What one implementation took for one cost.</summary>
/// <param name="Name">The implementation.</param>
/// <param name="Cost">Such as <c>m=19456,t=2,p=1</c>.</param>
/// <param name="Milliseconds">Median of the rounds.</param>
/// <param name="Ratio">The median over that of the reference library, measured in turns with it in the same process.</param>
/// <param name="AllocatedBytes">On the managed heap, by the whole process, for each hash; null for native code.</param>
/// <param name="Gen2Collections">Full garbage collections during all rounds.</param>
internal sealed record Timing(string Name, string Cost, double Milliseconds, double Ratio, double? AllocatedBytes, int? Gen2Collections);

/// <summary>How much memory 16 callers need who share 2 places.</summary>
/// <param name="Name">The implementation.</param>
/// <param name="BaseMiB">Resident before, after one small hash.</param>
/// <param name="PeakMiB">The most that was resident.</param>
internal sealed record Crowd(string Name, double BaseMiB, double PeakMiB);

/// <summary>What a process took for its first hash of 19 MiB, everything compiled on the way.</summary>
internal sealed record FirstHash(string Name, double Milliseconds);

/// <summary>The result file.</summary>
internal sealed record Report(string Date, string Machine, int Rounds, IReadOnlyList<Timing> Timings, IReadOnlyList<Crowd> Crowds, IReadOnlyList<FirstHash> FirstHashes);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(Timing[]))]
[JsonSerializable(typeof(Crowd))]
[JsonSerializable(typeof(FirstHash))]
internal sealed partial class ResultJson : JsonSerializerContext;
