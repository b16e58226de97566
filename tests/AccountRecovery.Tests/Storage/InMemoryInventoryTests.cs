using AccountRecovery.Ports;
using FsCheck;
using FsCheck.Fluent;

namespace AccountRecovery;

public sealed class InMemoryInventoryTests
{
    // Names whose order by bytes is not that of any culture, nor of UTF-16.
    private static readonly AccountId[] Names = [.. new[] { "a", "B", "Z", "aa", "b", "\u00E9", "\uFF21", "\uD83D\uDE00", "~", " ", "a ", "A", "0", "10", "9" }.Select(name => new AccountId(name))];

    private static Arbitrary<((int Name, bool Deletes)[] Writes, int Page, int After)> Cases { get; } = (
        from writes in (
            from name in Gen.Choose(0, Names.Length - 1)
            from deletes in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
            select (name, deletes)).ArrayOf()
        from page in Gen.Choose(1, 5)
        from after in Gen.Choose(-1, Names.Length - 1)
        select (writes, page, after)).ToArbitrary();

    [Fact]
    public void It_lists_exactly_the_accounts_that_have_a_record_page_by_page_in_the_order_of_their_bytes() => Holds.ForAll(
        Cases, given => ListsAsync(given.Writes, given.Page, given.After).GetAwaiter().GetResult());

    [Fact]
    public async Task ListAsync_Cancelled_Throws() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => InMemory.Store().ListAsync(null, 10, new CancellationToken(canceled: true)).AsTask());

    private static async Task<bool> ListsAsync((int Name, bool Deletes)[] writes, int page, int after)
    {
        InMemoryRecoveryStore store = InMemory.Store();
        var model = new SortedSet<AccountId>();
        long revision = 0;
        foreach ((int name, bool deletes) in writes)
        {
            AccountId account = Names[name];
            StoredRecord? current = await store.ReadAsync(account, default);
            if (!deletes)
            {
                await store.TryWriteAsync(account, current?.Revision, new StoredRecord(new Revision(++revision), null, new byte[1]), default);
                model.Add(account);
            }
            else if (current is not null)
            {
                await store.TryDeleteAsync(account, current.Revision, default);
                model.Remove(account);
            }
        }

        AccountId? last = after < 0 ? null : Names[after];
        string[] expected = [.. model.Where(account => last is null || account > last.Value).OrderBy(account => Convert.ToHexString(account.ToBytes()), StringComparer.Ordinal).Select(account => account.Value)];
        var listed = new List<string>();
        while (await store.ListAsync(last, page, default) is { Count: > 0 } accounts)
        {
            if (accounts.Count > page)
            {
                return false;
            }

            listed.AddRange(accounts.Select(account => account.Value));
            last = accounts[^1];
        }

        return listed.SequenceEqual(expected);
    }
}
