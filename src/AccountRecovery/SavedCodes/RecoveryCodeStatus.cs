using NodaTime;

namespace AccountRecovery;

/// <summary>How an account's recovery code stands. Never the code: it cannot be read back.</summary>
/// <param name="IsLive">Whether there is one that can be redeemed.</param>
/// <param name="Number">Which of the account's it is, from 1; null when it has none. A spent one counts until it is replaced.</param>
/// <param name="IssuedAt">When it was made.</param>
/// <param name="SpentAt">When it was redeemed.</param>
/// <param name="IsNewOneNeeded">Whether the last one was redeemed: ask the person to make a new one.</param>
public sealed record RecoveryCodeStatus(bool IsLive, int? Number, Instant? IssuedAt, Instant? SpentAt, bool IsNewOneNeeded)
{
    internal static RecoveryCodeStatus Of(AccountRecord? record) => record?.RecoveryCode.Code is { } code
        ? new RecoveryCodeStatus(code.SpentAt is null, code.Number, code.IssuedAt, code.SpentAt, code.SpentAt is not null)
        : new RecoveryCodeStatus(IsLive: false, null, null, null, IsNewOneNeeded: false);
}
