using NodaTime;

namespace AccountRecovery;

/// <summary>The facts of an accepted security code.</summary>
/// <param name="Contact">The contact to which the code was sent, as it is now.</param>
/// <param name="Epoch">The account's epoch.</param>
/// <param name="At">When the code was accepted.</param>
internal sealed record SecurityCodeAccepted(Contact Contact, long Epoch, Instant At);
