using NodaTime;

namespace AccountRecovery;

/// <summary>The facts of an accepted backup code: the code is now spent, or the pending set that it confirms is now in force.</summary>
/// <param name="Remaining">The number of unspent codes that remain.</param>
/// <param name="Epoch">The account's epoch.</param>
/// <param name="At">When the code was accepted.</param>
internal sealed record BackupCodeAccepted(int Remaining, long Epoch, Instant At);
