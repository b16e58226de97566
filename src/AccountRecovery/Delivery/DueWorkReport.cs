namespace AccountRecovery;

/// <summary>What one sweep did.</summary>
/// <param name="Examined">Accounts that were looked at.</param>
/// <param name="Changed">Accounts in which something ended or whose events were picked up.</param>
/// <param name="Failed">Accounts that could not be worked on; each is logged and looked at again by the next sweep.</param>
/// <param name="ClockSuspect">Whether the sweep did nothing because the wall clock had jumped against the machine's steady one, or is far apart from the store's.</param>
public sealed record DueWorkReport(int Examined, int Changed, int Failed, bool ClockSuspect);
