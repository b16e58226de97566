using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Checks the optional ports of a store. A store without these ports passes.</summary>
internal static class OptionalPortChecks
{
    internal static IEnumerable<StoreCheck> All { get; } =
    [
        new("Where there is an inventory, it lists every account once, by its bytes", "the condition and the order of IRecoveryStoreInventory: account greater than the one given, by its bytes, all rows whether due or not", Inventory),
        new("Where there is a clock, it shows the time and does not run back", "what IRecoveryStoreClock asks the server for: its clock at the moment of the call (clock_timestamp(), not now()), in UTC, to the microsecond", Clock),
    ];

    private static async Task Inventory(StoreTrial trial)
    {
        if (trial.Store is not IRecoveryStoreInventory)
        {
            return;
        }

        string[] names = ["-", "A", "Z", "a", "a\0", "a-", "aB", "aa", "b", "\u00e4", "\uff5e", "\U0001f600", "due", "moved", "deleted"];
        foreach (string name in Enumerable.Reverse(names))
        {
            await trial.InsertAsync(trial.Account(name), name == "due" ? trial.Start : null).ConfigureAwait(false);
        }

        AccountId moved = trial.Account("moved");
        await trial.WriteAsync(moved, await trial.Store.ReadAsync(moved, trial.CancellationToken).ConfigureAwait(false), StoreTrial.NewRecord(trial.Start)).ConfigureAwait(false);
        AccountId[] all = [.. names.Select(trial.Account).Order()];
        foreach (int max in (int[])[1, 4, all.Length, all.Length + 1])
        {
            await ExpectInventoryAsync(trial, all, max).ConfigureAwait(false);
        }

        AccountId deleted = trial.Account("deleted");
        await trial.DeleteAsync(deleted, (await trial.Store.ReadAsync(deleted, trial.CancellationToken).ConfigureAwait(false))!).ConfigureAwait(false);
        long began = Environment.TickCount64;
        while ((await WalkAsync(trial, trial.Store, trial.Prefix, DueListing.WidePage).ConfigureAwait(false)).Contains(deleted))
        {
            trial.Expect(Environment.TickCount64 - began < trial.Patience.TotalMilliseconds, $"{Words.Of(deleted)} was deleted and is no longer listed in the end", "still listed");
            await Task.Delay(TimeSpan.FromMilliseconds(20), trial.CancellationToken).ConfigureAwait(false);
        }

        // A page after an account that was deleted.
        AccountId[] left = [.. all.Where(account => account > deleted)];
        List<AccountId> seen = await WalkAsync(trial, trial.Store, deleted.Value, 2).ConfigureAwait(false);
        trial.Expect(seen.SequenceEqual(left), $"after an account that is gone, {Words.Of(left)}", Words.Of(seen));
    }

    private static async Task ExpectInventoryAsync(StoreTrial trial, AccountId[] expected, int max)
    {
        foreach (IRecoveryStore handle in trial.Handles)
        {
            List<AccountId> seen = await WalkAsync(trial, handle, trial.Prefix, max).ConfigureAwait(false);
            trial.Expect(seen.SequenceEqual(expected), $"an inventory in pages of {Words.Of(max)} gives {Words.Of(expected)}", Words.Of(seen));
        }

        // From the beginning of the inventory, where the first account may belong to another test.
        IReadOnlyList<AccountId> first = await ((IRecoveryStoreInventory)trial.Store).ListAsync(null, 1, trial.CancellationToken).ConfigureAwait(false);
        trial.Expect(first.Count == 1 && first[0] <= expected[0], $"the first account of all, not after {Words.Of(expected[0])}", Words.Of(first));
    }

    // The walk ends after the trial's own accounts, because the store may contain millions of accounts.
    private static async Task<List<AccountId>> WalkAsync(StoreTrial trial, IRecoveryStore store, string from, int max)
    {
        List<AccountId> ours = [];
        var after = new AccountId(from);
        IReadOnlyList<AccountId> page;
        do
        {
            page = await ((IRecoveryStoreInventory)store).ListAsync(after, max, trial.CancellationToken).ConfigureAwait(false);
            trial.Expect(page.Count <= max, $"at most {Words.Of(max)} accounts on a page", Words.Of(page.Count));
            foreach (AccountId account in page)
            {
                trial.Expect(after < account, $"accounts in ascending order of their bytes, each after {Words.Of(after)}", Words.Of(account));
                after = account;
            }

            ours.AddRange(page.Where(trial.IsOurs));
        }
        while (page.Count > 0 && after.Value.StartsWith(trial.Prefix, StringComparison.Ordinal));

        return ours;
    }

    private static async Task Clock(StoreTrial trial)
    {
        if (trial.Store is not IRecoveryStoreClock clock)
        {
            return;
        }

        Instant last = await clock.GetNowAsync(trial.CancellationToken).ConfigureAwait(false);
        Instant server = SystemClock.Instance.GetCurrentInstant();
        trial.Expect(last > server - Duration.FromHours(1) && last < server + Duration.FromHours(1), $"within an hour of this server's time, {Words.Of(server)}", Words.Of(last));
        for (int i = 0; i < 200; i++)
        {
            Instant next = await clock.GetNowAsync(trial.CancellationToken).ConfigureAwait(false);
            trial.Expect(next >= last, $"not before {Words.Of(last)}, which it has shown", Words.Of(next));
            last = next;
        }
    }
}
