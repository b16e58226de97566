namespace AccountRecovery;

/// <summary>Exports or erases all data about a person's account recovery. For the host's own use, such as a data subject's request or the end of an account.</summary>
/// <remarks>The library requires no proof: the host decides who may make these calls. All members may be called concurrently, from any number of processes.</remarks>
public interface IRecoveryData
{
    /// <summary>Returns the data about an account, without any secret. Writes nothing.</summary>
    /// <param name="account">The account.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>All data that may be shown, as it is now; null if there is no data.</returns>
    /// <exception cref="ArgumentException">The account is empty.</exception>
    /// <exception cref="RecordUnreadableException">The account's record cannot be opened.</exception>
    ValueTask<RecoveryExport?> ExportAsync(AccountId account, CancellationToken cancellationToken = default);

    /// <summary>
    /// Erases all data about an account: contacts, codes, counts, receipts, messages, and events that were not delivered yet. Earlier tickets become void. In place
    /// of those events, one <see cref="RecoveryEventKind.AccountErased"/> event is raised. Once a sink has accepted it, the store has no data of the account. If the
    /// host has no sink, the store has no data of the account at once.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person who erases the data.</param>
    /// <param name="force">Whether to erase the data even during the wait or while a recovery is frozen.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome: erased, no record, refused or busy.</returns>
    /// <remarks>
    /// The host is responsible for data that its sinks received, including <c>UseAuditTable()</c>. Backups and database logs contain the erased data until they are
    /// deleted.
    /// </remarks>
    /// <exception cref="ArgumentException">The account is empty.</exception>
    /// <exception cref="RecordUnreadableException">The account's record cannot be opened. Nothing was changed.</exception>
    ValueTask<EraseOutcome> EraseAsync(AccountId account, Caller caller, bool force = false, CancellationToken cancellationToken = default);
}
