using NodaTime;

namespace AccountRecovery;

/// <summary>What the host knows of the person who is about to do something.</summary>
public sealed record AccessFacts
{
    /// <summary>Nothing: whoever has no session yet.</summary>
    public static readonly AccessFacts None = new();

    /// <summary>When the session began, for everything but signing in; where it is left out, the session counts as older than any.</summary>
    public Instant? SessionBegan { get; init; }

    /// <summary>For signing in: whether the account has two-step verification on.</summary>
    public bool TwoStep { get; init; }

    /// <summary>For signing in: whether the device is one that the account trusts.</summary>
    public bool TrustedDevice { get; init; }

    /// <summary>For signing in: whether an app password was used, which the host has issued to one application.</summary>
    public bool AppPassword { get; init; }
}
