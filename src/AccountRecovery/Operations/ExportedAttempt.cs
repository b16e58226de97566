using NodaTime;

namespace AccountRecovery;

/// <summary>An attempt that is counted and has no verdict yet.</summary>
/// <param name="At">When it was counted.</param>
/// <param name="CorrelationId">The caller's correlation id, as the host gave it.</param>
/// <param name="Source">Where the call came from, as the host gave it.</param>
/// <param name="Device">The device, as the host gave it.</param>
public sealed record ExportedAttempt(Instant At, string? CorrelationId, string? Source, string? Device);
