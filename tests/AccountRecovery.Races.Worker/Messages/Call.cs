using System.Text.Json.Serialization;

namespace AccountRecovery.Races;

/// <summary>One call of the library.</summary>
internal sealed record Call(Verb Verb, string Account)
{
    public string? Typed { get; init; }

    public string? Session { get; init; }

    public string? Key { get; init; }

    public string? Source { get; init; }

    /// <summary>What the manual clock is set to before the call, in ticks since the Unix epoch.</summary>
    public long? At { get; init; }

    /// <summary>The handle of a flow that another process began.</summary>
    public long? Flow { get; init; }

    [JsonIgnore]
    internal Caller Caller => new() { Session = Session, IdempotencyKey = Key, Source = Source };
}
