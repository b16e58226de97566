namespace AccountRecovery;

/// <summary>What a redeemed recovery code has voided, so that the host can show the person what to set up again.</summary>
/// <param name="BackupCodes">The number of unspent backup codes that were in force, 0 or more.</param>
/// <param name="RecoveryKey">Whether a recovery key was in force.</param>
/// <param name="Contacts">The number of verified and leaving contacts, 0 to 10.</param>
public sealed record Voided(int BackupCodes, bool RecoveryKey, int Contacts = 0)
{
    internal static readonly Voided Nothing = new(0, false);

    // The value as a receipt stores it. A set has at most 32 codes, and an account at most 10 contacts.
    internal long Number => BackupCodes + (RecoveryKey ? 64 : 0) + (Contacts * 128L);

    internal static Voided Of(long number) => new((int)(number & 63), (number & 64) != 0, (int)(number >> 7));
}
