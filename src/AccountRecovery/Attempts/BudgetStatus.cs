using NodaTime;

namespace AccountRecovery;

/// <summary>The status of one budget of attempts.</summary>
/// <param name="Failures">The number of failed attempts in a row.</param>
/// <param name="PausedUntil">First instant at which the next attempt is accepted (inclusive); null if there is no pause.</param>
/// <param name="Closed">Whether no attempt is accepted until a new set is issued.</param>
public sealed record BudgetStatus(int Failures, Instant? PausedUntil, bool Closed);
