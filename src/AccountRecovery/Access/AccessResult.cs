using NodaTime;

namespace AccountRecovery;

/// <summary>Whether an action is allowed; if not, why, until when, and what the person can do.</summary>
/// <param name="Denial">Why the action is not allowed; <see cref="AccessDenial.None"/> if it is allowed.</param>
/// <param name="Until">First instant at which the answer changes by itself (inclusive); null if the answer does not change by itself.</param>
/// <param name="Steps">What the person can do now. If signing in is allowed, what the host should offer the person after the sign-in.</param>
public sealed record AccessResult(AccessDenial Denial, Instant? Until, IReadOnlyList<AccessStep> Steps)
{
    internal static readonly AccessResult Allowed = new(AccessDenial.None, null, []);

    /// <summary>Whether the action is allowed.</summary>
    public bool IsAllowed => Denial == AccessDenial.None;
}
