namespace AccountRecovery;

/// <summary>What is kept about a person: all of it told, or all of it erased. For the host's own use, such as a data subject's request or the end of an account.</summary>
/// <remarks>No proof is asked for: who may ask is the host's to know. All members may be called concurrently, from any number of processes.</remarks>
public interface IRecoveryData
{
    /// <summary>Tells what is kept about an account, without any secret. Writes nothing.</summary>
    /// <param name="account">The account.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>All that may be told, as it stands now; null when nothing is kept.</returns>
    /// <exception cref="ArgumentException">The account is empty.</exception>
    /// <exception cref="RecordUnreadableException">The account's record does not open.</exception>
    ValueTask<RecoveryExport?> ExportAsync(AccountId account, CancellationToken cancellationToken = default);

    /// <summary>
    /// Erases everything that is kept about an account: contacts, codes, counts, receipts, messages, and what earlier events were not delivered yet; earlier tickets are void. In their place
    /// one <see cref="RecoveryEventKind.AccountErased"/> is raised, and when a sink has accepted that, nothing at all is left in the store. Without a sink nothing is left at once.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">Who erases it.</param>
    /// <param name="force">Whether to erase even while the wait runs or a recovery is frozen.</param>
    /// <param name="cancellationToken">Honoured until the commit starts.</param>
    /// <returns>What came of it.</returns>
    /// <remarks>
    /// What the host's sinks were given is the host's, <c>UseAuditTable()</c> included. Backups and database logs keep what was erased for as long as they are kept.
    /// </remarks>
    /// <exception cref="ArgumentException">The account is empty.</exception>
    /// <exception cref="RecordUnreadableException">The account's record does not open; nothing was changed.</exception>
    ValueTask<EraseOutcome> EraseAsync(AccountId account, Caller caller, bool force = false, CancellationToken cancellationToken = default);
}
