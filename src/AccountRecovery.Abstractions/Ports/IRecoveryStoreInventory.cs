namespace AccountRecovery.Ports;

/// <summary>Lists every account that a store keeps a record of: what a walk over all records needs. Optional.</summary>
/// <remarks>
/// <para>Implemented by the same object as <see cref="IRecoveryStore"/>, which the library asks for it by a cast.</para>
/// <para>Complete: every account whose record exists from before the first page is asked for until after the last one has returned is listed.
/// May list one whose record has just been deleted; one that is created meanwhile may be listed or not.</para>
/// <para>Ordered by the account's bytes (<see cref="AccountId.ToBytes"/>), rising, no account twice within a page; each account comes after the one that was asked to be passed.</para>
/// <para>An empty page means that nothing comes after; a shorter one does not. A fault is an exception. Called concurrently with every other member.</para>
/// </remarks>
public interface IRecoveryStoreInventory
{
    /// <summary>Lists the accounts after one.</summary>
    /// <param name="after">List only what comes after this account, which need not exist (any more); null to begin at the first.</param>
    /// <param name="max">At most so many, 1 or more.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>In order. May list an account that has no record any more; must never leave out one that has.</returns>
    ValueTask<IReadOnlyList<AccountId>> ListAsync(AccountId? after, int max, CancellationToken cancellationToken);
}
