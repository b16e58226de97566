using System.Text.Json.Serialization;

namespace AccountRecovery.Races;

/// <summary>What the coordinator tells a worker. Codes and keys travel here and never as arguments, which every user of a machine can read.</summary>
[JsonDerivedType(typeof(Open), "open")]
[JsonDerivedType(typeof(SetClock), "clock")]
[JsonDerivedType(typeof(Prepare), "prepare")]
[JsonDerivedType(typeof(Go), "go")]
[JsonDerivedType(typeof(Release), "release")]
internal abstract record Command
{
    private Command()
    {
    }

    /// <summary>Builds the application anew; answered by <see cref="Report.Done"/>.</summary>
    internal sealed record Open(Setup Setup) : Command;

    /// <summary>Sets the manual clock, in ticks since the Unix epoch; answered by <see cref="Report.Done"/>.</summary>
    internal sealed record SetClock(long Ticks) : Command;

    /// <summary>Takes the calls of the next step; answered by <see cref="Report.Done"/> once the worker stands at the barrier.</summary>
    /// <param name="Calls">The calls, made in this order.</param>
    /// <param name="Parallel">So many at a time.</param>
    /// <param name="RepeatsBusy">Whether a call that lost too many races is made again.</param>
    /// <param name="Streams">Whether each answer is told at once, by <see cref="Report.Answered"/>: what a crash must not take back.</param>
    internal sealed record Prepare(Call[] Calls, int Parallel, bool RepeatsBusy, bool Streams) : Command;

    /// <summary>Opens the barrier; answered by <see cref="Report.Finished"/>.</summary>
    internal sealed record Go : Command;

    /// <summary>Lets the hashes go on that a <see cref="HashStop"/> holds. Not answered.</summary>
    internal sealed record Release : Command;
}
