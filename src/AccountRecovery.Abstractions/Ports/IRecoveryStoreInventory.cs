namespace AccountRecovery.Ports;

/// <summary>Lists every account of which a store keeps a record, for work on all records. Optional.</summary>
/// <remarks>
/// <para>The object that implements <see cref="IRecoveryStore"/> also implements this interface; the library finds it by a cast.</para>
/// <para>Complete: the pages list every account whose record exists from before the call for the first page until after the last page has returned.
/// They may list an account whose record has just been deleted. An account that is created during this time may be listed or not.</para>
/// <para>Ordered: the accounts of a page are in ascending order of their bytes
/// (<see cref="AccountId.ToBytes"/>), without duplicates, and all come after the account passed to the
/// call.</para>
/// <para>An empty page means that no accounts follow; a page that is not full does not. A fault is an
/// exception. The method is called concurrently with every other member.</para>
/// </remarks>
public interface IRecoveryStoreInventory
{
    /// <summary>Lists the accounts that follow a given account.</summary>
    /// <param name="after">The account after which the list begins, which need not exist any longer; null to begin at the first account.</param>
    /// <param name="max">The largest number of accounts to return, 1 or more.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A page of accounts in order. It may contain an account that no longer has a record, but must not omit an account that has one.</returns>
    ValueTask<IReadOnlyList<AccountId>> ListAsync(AccountId? after, int max, CancellationToken cancellationToken);
}
