using NodaTime;

namespace AccountRecovery;

/// <summary>The status of an account's recovery key. It never contains the key, which cannot be read back.</summary>
/// <param name="IsLive">Whether a key is in force.</param>
/// <param name="EnabledAt">When the key in force was typed back; null if there is none.</param>
/// <param name="ExclusiveFrom">First instant at which no weaker method can replace the key (inclusive); null if no key is in force.</param>
/// <param name="PendingUntil">First instant at which a new key can no longer be typed back (inclusive); null if there is no pending key.</param>
/// <param name="DisabledFrom">First instant at which the key in force is disabled (inclusive); null if nobody asked for this.</param>
/// <param name="IsNewOneNeeded">Whether the last key was redeemed. If so, ask the person to make a new key.</param>
public sealed record RecoveryKeyStatus(
    bool IsLive, Instant? EnabledAt, Instant? ExclusiveFrom, Instant? PendingUntil, Instant? DisabledFrom, bool IsNewOneNeeded)
{
    internal static RecoveryKeyStatus Of(AccountRecord? record, RecoveryPolicy policy)
    {
        RecoveryKeyPart part = record?.RecoveryKey ?? RecoveryKeyPart.None;
        return new RecoveryKeyStatus(
            part.Slot.Live is not null,
            part.Slot.Live?.IssuedAt,
            part.ExclusiveFrom,
            part.PendingUntil,
            RecoveryKeyAdvance.EndOf(part, policy),
            part.Slot.Code is { SpentAt: not null });
    }
}
