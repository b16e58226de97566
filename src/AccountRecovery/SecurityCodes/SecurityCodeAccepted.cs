using NodaTime;

namespace AccountRecovery;

/// <summary>A security code that was accepted.</summary>
/// <param name="Contact">The contact that it was sent to, as it is now.</param>
/// <param name="Epoch">The account's epoch.</param>
/// <param name="At">When it was accepted.</param>
internal sealed record SecurityCodeAccepted(Contact Contact, long Epoch, Instant At);
