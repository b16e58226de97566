using NodaTime;

namespace AccountRecovery;

/// <summary>The attempts by one class of callers, as the record has them.</summary>
/// <param name="Failures">The number of failed attempts in a row.</param>
/// <param name="PausedUntil">First instant at which the next attempt is accepted (inclusive); may be in the past; null if there is no pause.</param>
/// <param name="Closed">Whether no attempt is accepted until a new set is issued.</param>
/// <param name="InFlight">Attempts that were counted, but whose code has not been compared yet.</param>
public sealed record ExportedBudget(int Failures, Instant? PausedUntil, bool Closed, IReadOnlyList<ExportedAttempt> InFlight)
{
    /// <summary>Compares all values, and the attempts one by one.</summary>
    /// <param name="other">The other budget.</param>
    /// <returns>Whether both budgets have the same values.</returns>
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
