using NodaTime;

namespace AccountRecovery;

/// <summary>The status of an account's recovery code. It never contains the code, which cannot be read back.</summary>
/// <param name="IsLive">Whether a code is in force.</param>
/// <param name="Number">The number of the code within the account, from 1; null if there is none. A spent code counts until it is replaced.</param>
/// <param name="IssuedAt">When the code was issued; null if there is none.</param>
/// <param name="SpentAt">When the code was redeemed; null if it was not.</param>
/// <param name="IsNewOneNeeded">Whether the last code was redeemed. If so, ask the person to make a new code.</param>
public sealed record RecoveryCodeStatus(bool IsLive, int? Number, Instant? IssuedAt, Instant? SpentAt, bool IsNewOneNeeded)
{
    internal static RecoveryCodeStatus Of(AccountRecord? record) => record?.RecoveryCode.Code is { } code
        ? new RecoveryCodeStatus(code.SpentAt is null, code.Number, code.IssuedAt, code.SpentAt, code.SpentAt is not null)
        : new RecoveryCodeStatus(IsLive: false, null, null, null, IsNewOneNeeded: false);
}
