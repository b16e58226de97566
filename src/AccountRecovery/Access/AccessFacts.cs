using NodaTime;

namespace AccountRecovery;

/// <summary>What the host knows of the person who is about to do something.</summary>
public sealed record AccessFacts
{
    /// <summary>Nothing: whoever has no session yet.</summary>
    public static readonly AccessFacts None = new();

    /// <summary>When the session began, for everything but signing in; where it is left out, the session counts as older than any.</summary>
    public Instant? SessionBegan { get; init; }
}
