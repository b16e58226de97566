using NodaTime;

namespace AccountRecovery;

/// <summary>A backup code that was accepted: it is spent, or its pending set is live now.</summary>
/// <param name="Remaining">Unspent codes left.</param>
/// <param name="Epoch">The account's epoch.</param>
/// <param name="At">When it was accepted.</param>
internal sealed record BackupCodeAccepted(int Remaining, long Epoch, Instant At);
