using NodaTime;

namespace AccountRecovery;

/// <summary>An attempt that was counted, but whose code has not been compared yet.</summary>
/// <param name="At">When the attempt was counted.</param>
/// <param name="CorrelationId">The caller's correlation id, as the host gave it.</param>
/// <param name="Source">Where the call came from, as the host gave it.</param>
/// <param name="Device">The device, as the host gave it.</param>
public sealed record ExportedAttempt(Instant At, string? CorrelationId, string? Source, string? Device);
