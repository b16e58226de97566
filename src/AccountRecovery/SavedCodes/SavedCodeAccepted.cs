using NodaTime;

namespace AccountRecovery;

/// <summary>The facts of an accepted recovery code or recovery key.</summary>
/// <param name="Epoch">The account's epoch after the acceptance.</param>
/// <param name="At">When the code or key was accepted.</param>
/// <param name="Voided">What the acceptance has voided.</param>
/// <param name="Replacement">The number of the new code that replaces the redeemed one; null if there is none, and in a repeated answer.</param>
internal sealed record SavedCodeAccepted(long Epoch, Instant At, Voided Voided, int? Replacement);
