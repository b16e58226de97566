using System.Text.Json.Serialization;

namespace AccountRecovery.Races;

/// <summary>One call of the library.</summary>
internal sealed record Call(Verb Verb, string Account)
{
    public string? Typed { get; init; }

    public string? Session { get; init; }

    public string? Key { get; init; }

    public string? Source { get; init; }

    [JsonIgnore]
    internal Caller Caller => new() { Session = Session, IdempotencyKey = Key, Source = Source };
}
