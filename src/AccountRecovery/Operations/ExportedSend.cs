using NodaTime;

namespace AccountRecovery;

/// <summary>A security code that was sent in the last 24 hours: it counts against how many may be.</summary>
/// <param name="At">When it was asked for.</param>
/// <param name="Contact">The contact that it was sent to; it may be gone.</param>
/// <param name="Attested">Whether the host vouched for whoever asked.</param>
public sealed record ExportedSend(Instant At, ContactId Contact, bool Attested);
