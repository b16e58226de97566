using System.Text.Json.Serialization;

namespace AccountRecovery.Races;

/// <summary>What a worker tells the coordinator.</summary>
[JsonDerivedType(typeof(Done), "done")]
[JsonDerivedType(typeof(Answered), "answered")]
[JsonDerivedType(typeof(Hashing), "hashing")]
[JsonDerivedType(typeof(Finished), "finished")]
internal abstract record Report
{
    private Report()
    {
    }

    internal sealed record Done : Report;

    /// <summary>The call of this index has its answer.</summary>
    internal sealed record Answered(int Index, Answer Answer) : Report;

    /// <summary>A hash has begun and is held.</summary>
    internal sealed record Hashing : Report;

    /// <summary>The step is over.</summary>
    /// <param name="Answers">One for each call; empty where they were told one by one.</param>
    /// <param name="Hashes">Slow hashes computed in this step.</param>
    internal sealed record Finished(Answer[] Answers, int Hashes) : Report;
}
