using NodaTime;

namespace AccountRecovery;

/// <summary>How one budget of attempts stands.</summary>
/// <param name="Failures">Failed attempts in a row.</param>
/// <param name="PausedUntil">First instant at which an attempt is examined again (inclusive); null when it would be now.</param>
/// <param name="Closed">Whether nothing is examined until a new set is issued.</param>
public sealed record BudgetStatus(int Failures, Instant? PausedUntil, bool Closed);
