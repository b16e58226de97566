namespace AccountRecovery;

/// <summary>An operator's calls, for runbooks rather than requests. Every change of an account's recovery raises an event.</summary>
public interface IRecoveryOperations
{
    /// <summary>
    /// Sets back a record that a wrong clock has pushed more than five minutes into the future, where every call answers
    /// <see cref="BusyReason.ClockSuspect"/>. First mend the clock. What waits in the record waits again in full from now.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The operator.</param>
    /// <param name="cancellationToken">Honoured until the commit starts.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="RecordUnreadableException">The record does not open.</exception>
    ValueTask<RepairOutcome> RepairClockAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a new grant to whoever you have reviewed, where a recovery code was redeemed and its grant ran out before new credentials were set: without
    /// it, nobody gets into the account. Not before 72 hours after the redemption. The previous contacts are notified, and can freeze it for 72 hours.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person's session, which the grant is bound to; the rest is the operator's, for the audit.</param>
    /// <param name="cancellationToken">Honoured until the commit starts.</param>
    /// <returns>The grant, or why there is none.</returns>
    /// <exception cref="RecordUnreadableException">The record does not open.</exception>
    ValueTask<ReopenOutcome> ReopenAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Releases an account that a recovery's victim has frozen, to whoever you have reviewed: what was made since the recovery is void, the recovery code, contacts and
    /// sessions too, and the grant sets the account up again.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The person's session, which the grant is bound to; the rest is the operator's, for the audit.</param>
    /// <param name="cancellationToken">Honoured until the commit starts.</param>
    /// <returns>The grant; <see cref="ReopenOutcome.NotNeeded"/> where the account is not frozen.</returns>
    /// <exception cref="RecordUnreadableException">The record does not open.</exception>
    ValueTask<ReopenOutcome> ReleaseAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Seals every record that is not under the active root key with that key, account by account, each by a guarded write of its own: no change
    /// that is made meanwhile is lost. Safe to stop, to go on later, to do again, and to run from several machines at once.
    /// </summary>
    /// <param name="after">Go on after this account, as <see cref="KeyRotationStep.Last"/> told; null to begin at the first.</param>
    /// <param name="cancellationToken">Stops the walk between two accounts.</param>
    /// <returns>A step after each page of 100 accounts, and one at the end. Nothing is done beyond the step that was asked for: leaving the loop stops the walk.</returns>
    /// <exception cref="NotSupportedException">The store does not list its accounts (<see cref="Ports.IRecoveryStoreInventory"/>).</exception>
    /// <exception cref="InvalidOperationException">While walking: the store lists its accounts out of order.</exception>
    IAsyncEnumerable<KeyRotationStep> ResealAsync(AccountId? after = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Counts the records by the root key that each is sealed with. Writes nothing and opens nothing, so it counts keys too that this
    /// process does not have. A key may be taken out when a walk from the first account to the last counts none for it and nothing failed.
    /// </summary>
    /// <param name="after">Count only what comes after this account; null to begin at the first.</param>
    /// <param name="cancellationToken">Stops the walk between two accounts.</param>
    /// <returns>A step after each page of 100 accounts, and one at the end.</returns>
    /// <exception cref="NotSupportedException">The store does not list its accounts (<see cref="Ports.IRecoveryStoreInventory"/>).</exception>
    /// <exception cref="InvalidOperationException">While walking: the store lists its accounts out of order.</exception>
    IAsyncEnumerable<KeyRotationStep> CountKeysAsync(AccountId? after = null, CancellationToken cancellationToken = default);
}
