namespace AccountRecovery;

/// <summary>The result of one due-work sweep.</summary>
/// <param name="Examined">The number of accounts examined.</param>
/// <param name="Changed">The number of accounts in which something ended or whose events or messages the sweep began to deliver.</param>
/// <param name="Failed">The number of accounts for which the work failed. Each is logged, and the next sweep tries again.</param>
/// <param name="ClockSuspect">Whether the sweep did nothing, because the wall clock has jumped against the server's monotonic clock or differs too much from the store's clock.</param>
public sealed record DueWorkReport(int Examined, int Changed, int Failed, bool ClockSuspect);
