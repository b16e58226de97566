namespace AccountRecovery;

/// <summary>Calls for an operator, for use in runbooks and not in requests. Every change of an account's recovery raises an event.</summary>
public interface IRecoveryOperations
{
    /// <summary>
    /// Sets back a record that a wrong clock has pushed more than five minutes into the future. Until then, every call on the account is answered with
    /// <see cref="BusyReason.ClockSuspect"/>. Correct the clock first. All time spans that run in the record restart in full.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The operator.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The outcome: repaired, not needed, no record or busy.</returns>
    /// <exception cref="RecordUnreadableException">The record cannot be opened.</exception>
    ValueTask<RepairOutcome> RepairClockAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a new grant to a person whom you have reviewed, if a recovery code was redeemed and its grant expired before new credentials were set: without a grant
    /// nobody can sign in to the account. Possible from 72 hours after the redemption. The previous contacts are notified and can freeze the account for 72 hours.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person's session, to which the grant is bound. All other values are the operator's, for the audit.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The grant, or why no grant was given.</returns>
    /// <exception cref="RecordUnreadableException">The record cannot be opened.</exception>
    ValueTask<ReopenOutcome> ReopenAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Releases an account that the victim of a recovery has frozen, to a person whom you have reviewed. Everything made since the recovery is void, including the recovery
    /// code, contacts and sessions. The person sets the account up again with the grant.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person's session, to which the grant is bound. All other values are the operator's, for the audit.</param>
    /// <param name="cancellationToken">Cancels the call until the commit starts.</param>
    /// <returns>The grant; <see cref="ReopenOutcome.NotNeeded"/> if the account is not frozen.</returns>
    /// <exception cref="RecordUnreadableException">The record cannot be opened.</exception>
    ValueTask<ReopenOutcome> ReleaseAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Seals all records with the active root key, account by account, except those that are sealed with it already. Each record has its own guarded write, so no
    /// concurrent change is lost. You can stop this run, continue it later, repeat it, and run it in several processes at once.
    /// </summary>
    /// <param name="after">Continue after this account, which is the <see cref="KeyRotationStep.Last"/> of an earlier step; null to begin with the first account.</param>
    /// <param name="cancellationToken">Stops the run between two accounts.</param>
    /// <returns>A step after each page of 100 accounts, and one at the end. The run does no work beyond the last step that you read: leaving the loop stops it.</returns>
    /// <exception cref="NotSupportedException">The store cannot list its accounts (<see cref="Ports.IRecoveryStoreInventory"/>).</exception>
    /// <exception cref="InvalidOperationException">Thrown during the run if the store lists its accounts out of order.</exception>
    IAsyncEnumerable<KeyRotationStep> ResealAsync(AccountId? after = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Counts the records by the root key with which they are sealed. Writes and opens no record, so it also counts records whose key this process
    /// does not have. You can remove a key when a complete run from the first account to the last finds no record of the key and no failure.
    /// </summary>
    /// <param name="after">Count only the accounts after this one; null to begin with the first account.</param>
    /// <param name="cancellationToken">Stops the run between two accounts.</param>
    /// <returns>A step after each page of 100 accounts, and one at the end.</returns>
    /// <exception cref="NotSupportedException">The store cannot list its accounts (<see cref="Ports.IRecoveryStoreInventory"/>).</exception>
    /// <exception cref="InvalidOperationException">Thrown during the run if the store lists its accounts out of order.</exception>
    IAsyncEnumerable<KeyRotationStep> CountKeysAsync(AccountId? after = null, CancellationToken cancellationToken = default);
}
