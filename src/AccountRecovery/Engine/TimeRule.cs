using NodaTime;

namespace AccountRecovery;

/// <summary>What time does to one part of a record.</summary>
/// <param name="Advance">Ends what has run out by an instant; returns the same object when nothing has.</param>
/// <param name="Restart">After a wrong clock was repaired: starts what was running again, in full, at the right instant.</param>
internal sealed record TimeRule(
    Func<AccountRecord, RecoveryPolicy, Instant, AccountRecord> Advance, Func<AccountRecord, RecoveryPolicy, Instant, AccountRecord> Restart)
{
    /// <summary>The rule of a part in which nothing ends by itself.</summary>
    internal static TimeRule OnlyRestart(Func<AccountRecord, RecoveryPolicy, Instant, AccountRecord> restart) => new((record, _, _) => record, restart);
}
