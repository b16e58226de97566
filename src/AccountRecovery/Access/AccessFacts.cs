using NodaTime;

namespace AccountRecovery;

/// <summary>What the host knows of the person who is about to do something.</summary>
public sealed record AccessFacts
{
    /// <summary>No facts. For a person who has no session yet.</summary>
    public static readonly AccessFacts None = new();

    /// <summary>When the session began. Used for every action except signing in. Null counts as earlier than any instant.</summary>
    public Instant? SessionBegan { get; init; }

    /// <summary>Whether the account has two-step verification on. Used for signing in.</summary>
    public bool TwoStep { get; init; }

    /// <summary>Whether the account trusts the device. Used for signing in.</summary>
    public bool TrustedDevice { get; init; }

    /// <summary>Whether the person used an app password, which the host has issued to one application. Used for signing in.</summary>
    public bool AppPassword { get; init; }
}
