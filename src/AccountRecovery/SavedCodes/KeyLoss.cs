using NodaTime;

namespace AccountRecovery;

/// <summary>What losing the recovery key means for one account: whether another way to recover the account remains.</summary>
/// <param name="RecoveryCode">
/// Whether a recovery code is in force. The recovery code can recover the account without the recovery key. Without a recovery code, a person who loses the
/// key, the password and every trusted device loses the account for good.
/// </param>
/// <param name="ExclusiveAfter">How long after the key was typed back no weaker method can replace the key.</param>
public sealed record KeyLoss(bool RecoveryCode, Duration ExclusiveAfter)
{
    /// <summary>Whether a person who loses the key, the password and every trusted device loses the account for good.</summary>
    public bool IsForGood => !RecoveryCode;
}
