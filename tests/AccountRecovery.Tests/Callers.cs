namespace AccountRecovery;

internal static class Callers
{
    /// <summary>The caller with a ticket, where there is one.</summary>
    internal static Caller HavingAny(this Caller caller, RecoveryTicket? ticket) => ticket is null ? caller : caller.Having(ticket);
}
