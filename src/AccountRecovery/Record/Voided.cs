namespace AccountRecovery;

/// <summary>What redeeming the recovery code voided, so that the person can be told what to set up again.</summary>
/// <param name="BackupCodes">Unspent backup codes that were live, 0 or more.</param>
/// <param name="RecoveryKey">Whether a recovery key was live.</param>
/// <param name="Contacts">Verified and leaving contacts, 0 to 10.</param>
public sealed record Voided(int BackupCodes, bool RecoveryKey, int Contacts = 0)
{
    internal static readonly Voided Nothing = new(0, false);

    // How a receipt keeps it: a set has at most 32 codes, an account at most 10 contacts.
    internal long Number => BackupCodes + (RecoveryKey ? 64 : 0) + (Contacts * 128L);

    internal static Voided Of(long number) => new((int)(number & 63), (number & 64) != 0, (int)(number >> 7));
}
