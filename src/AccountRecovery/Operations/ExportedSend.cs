using NodaTime;

namespace AccountRecovery;

/// <summary>A security code that was sent in the last 24 hours. It counts towards the limit of codes.</summary>
/// <param name="At">When the code was requested.</param>
/// <param name="Contact">The contact to which the code was sent. The account may not have this contact any longer.</param>
/// <param name="Attested">Whether the host vouched for the caller who requested the code.</param>
public sealed record ExportedSend(Instant At, ContactId Contact, bool Attested);
