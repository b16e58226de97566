using NodaTime;

namespace AccountRecovery;

/// <summary>Attempts by one class of callers, as they are kept.</summary>
/// <param name="Failures">Failed attempts in a row.</param>
/// <param name="PausedUntil">First instant at which an attempt is examined again (inclusive), even when that is past; null without a pause.</param>
/// <param name="Closed">Whether nothing is examined until a new set is issued.</param>
/// <param name="InFlight">Attempts that are counted and have no verdict yet.</param>
public sealed record ExportedBudget(int Failures, Instant? PausedUntil, bool Closed, IReadOnlyList<ExportedAttempt> InFlight)
{
    /// <summary>Compares the attempts one by one.</summary>
    /// <param name="other">The other budget.</param>
    /// <returns>Whether both say the same.</returns>
    public bool Equals(ExportedBudget? other) =>
        other is not null
        && (Failures, PausedUntil, Closed) == (other.Failures, other.PausedUntil, other.Closed)
        && InFlight.SequenceEqual(other.InFlight);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Failures, PausedUntil, Closed, InFlight.Count);

    internal static ExportedBudget Of(AttemptBudget budget) => new(
        budget.Failures,
        budget.PausedUntil,
        budget.Closed,
        [.. budget.InFlight.Select(charge => new ExportedAttempt(charge.At, charge.From.CorrelationId, charge.From.Source, charge.From.Device))]);
}
