using NodaTime;

namespace AccountRecovery;

/// <summary>A recovery code or recovery key that was accepted.</summary>
/// <param name="Epoch">The account's epoch now.</param>
/// <param name="At">When it was accepted.</param>
/// <param name="Voided">What it voided.</param>
/// <param name="Replacement">The number of the code that was made in its place; null for none, and in a replay.</param>
internal sealed record SavedCodeAccepted(long Epoch, Instant At, Voided Voided, int? Replacement);
