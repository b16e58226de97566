using NodaTime;

namespace AccountRecovery;

/// <summary>The effect of time on one part of a record.</summary>
/// <param name="Advance">Ends everything in the part that has expired by an instant. Returns the same object if nothing has expired.</param>
/// <param name="Restart">Restarts everything that runs in the part, in full, from the right instant. Called after a wrong clock was repaired.</param>
internal sealed record TimeRule(
    Func<AccountRecord, RecoveryPolicy, Instant, AccountRecord> Advance, Func<AccountRecord, RecoveryPolicy, Instant, AccountRecord> Restart)
{
    /// <summary>The rule of a part in which nothing expires by itself.</summary>
    internal static TimeRule OnlyRestart(Func<AccountRecord, RecoveryPolicy, Instant, AccountRecord> restart) => new((record, _, _) => record, restart);
}
