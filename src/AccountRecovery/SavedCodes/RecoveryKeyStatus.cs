using NodaTime;

namespace AccountRecovery;

/// <summary>How an account's recovery key stands. Never the key: it cannot be read back.</summary>
/// <param name="IsLive">Whether there is one that can be redeemed.</param>
/// <param name="EnabledAt">When it was typed back.</param>
/// <param name="ExclusiveFrom">First instant at which no weaker means does what the key does (inclusive).</param>
/// <param name="PendingUntil">First instant at which a new key can no longer be typed back (inclusive); null when none waits.</param>
/// <param name="DisabledFrom">First instant at which the live key is disabled (inclusive); null when that was not asked for.</param>
/// <param name="IsNewOneNeeded">Whether the last one was redeemed: ask the person to make a new one.</param>
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
