using NodaTime;

namespace AccountRecovery;

/// <summary>What losing the recovery key would mean for one account: what would be left to get in with.</summary>
/// <param name="RecoveryCode">Whether a recovery code is live, which overrides a lost key. Without one, losing the key, the password and every trusted device locks the account for good.</param>
/// <param name="ExclusiveAfter">How long after it is typed back no weaker means does what the key does.</param>
public sealed record KeyLoss(bool RecoveryCode, Duration ExclusiveAfter)
{
    /// <summary>Whether losing the key, together with the password and every trusted device, would lock the account for good.</summary>
    public bool IsForGood => !RecoveryCode;
}
