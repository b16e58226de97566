using NodaTime;

namespace AccountRecovery;

/// <summary>Whether something is allowed; if not, why, until when, and what the person can do.</summary>
/// <param name="Denial">Why not; <see cref="AccessDenial.None"/> when it is allowed.</param>
/// <param name="Until">First instant at which the answer changes by itself (inclusive); null when it does not.</param>
/// <param name="Steps">What the person can do now. Where signing in is allowed all the same, what to ask of them once they are in.</param>
public sealed record AccessResult(AccessDenial Denial, Instant? Until, IReadOnlyList<AccessStep> Steps)
{
    internal static readonly AccessResult Allowed = new(AccessDenial.None, null, []);

    /// <summary>Whether it is allowed.</summary>
    public bool IsAllowed => Denial == AccessDenial.None;
}
