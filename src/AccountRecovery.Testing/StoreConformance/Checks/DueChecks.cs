using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Checks that due accounts are listed in order, from exactly their due instant on, and page by page.</summary>
internal static class DueChecks
{
    private const string KeysetPaging =
        "the condition of the listing: (due, account) greater than the entry given, as one row value, not an offset and not a look-up of that account; order by due, then by the account's bytes";

    // In the order of their bytes. UTF-16 order swaps the last two; the order of a culture changes most of them.
    private static readonly string[] Ordered = ["-", "A", "Z", "_", "a", "a\0", "a-", "aB", "aa", "ab", "b", "z", "\u0080", "\u00e4", "\u4e00", "\uff5e", "\U0001f600"];

    internal static IEnumerable<StoreCheck> All { get; } =
    [
        new("Due accounts are listed by instant, then by the account's bytes", KeysetPaging, Order),
        new("An account is due from its instant on, and not a microsecond before", "the condition of the listing: due at or before the given instant, compared to the microsecond", Boundary),
        new("A listing goes on after any entry, ties and vanished entries included", KeysetPaging, Paging),
        new("A page holds at most as many entries as were asked for", "the limit of the listing: passed on as it is, also where it is larger than any list", Limit),
        new("An account that is never due is never listed", "what stands for none: null, which no comparison selects, not an instant", NeverDue),
    ];

    private static async Task Order(StoreTrial trial)
    {
        DueAccount[] entries = [.. from second in Enumerable.Range(-2, 4) from name in Ordered select new DueAccount(trial.Start + Duration.FromSeconds(second), trial.Account($"{name}/{Words.Of(second)}"))];
        foreach (DueAccount entry in Enumerable.Range(0, entries.Length).OrderBy(i => i * 7 % entries.Length).Select(i => entries[i]))
        {
            await trial.InsertAsync(entry.Account, entry.Due).ConfigureAwait(false);
        }

        await trial.ExpectListedAsync(entries.Order(), trial.Start + Duration.FromHours(1), "with instants and ids in any order").ConfigureAwait(false);

        // Around the epoch, stored numbers change their sign, and stored texts change their length.
        Instant[] around = [Instant.FromUnixTimeSeconds(-10_000_000), Instant.FromUnixTimeSeconds(-9), NodaConstants.UnixEpoch - StoreTrial.Microsecond, NodaConstants.UnixEpoch, NodaConstants.UnixEpoch + StoreTrial.Microsecond, Instant.FromUnixTimeSeconds(9), Instant.FromUnixTimeSeconds(10)];
        AccountId moved = trial.Account("around");
        DueAccount before = new(around[0] - StoreTrial.Microsecond, moved);
        DueAccount[] places = [.. around.Select((due, i) => new DueAccount(due, trial.Account($"around {Words.Of(around.Length - i)}")))];
        foreach (DueAccount place in places)
        {
            await trial.InsertAsync(place.Account, place.Due).ConfigureAwait(false);
        }

        await trial.ExpectListedAsync(places, around[^1], "around 1970", after: before).ConfigureAwait(false);
    }

    private static async Task Boundary(StoreTrial trial)
    {
        foreach (Instant due in (Instant[])[trial.Start, trial.Start + (StoreTrial.Microsecond * 999_999), NodaConstants.UnixEpoch])
        {
            AccountId account = trial.Account(Words.Of(due));
            DueAccount entry = new(due, account);
            DueAccount before = new(due - Duration.FromMilliseconds(5), account);
            await trial.InsertAsync(account, due).ConfigureAwait(false);
            await trial.ExpectListedAsync([], due - StoreTrial.Microsecond, "a microsecond before it is due", before).ConfigureAwait(false);
            await trial.ExpectListedAsync([entry], due, "at the instant at which it is due", before).ConfigureAwait(false);
            await trial.ExpectListedAsync([entry], due + StoreTrial.Microsecond, "a microsecond after it is due", before).ConfigureAwait(false);

            // The same boundary applies to the entry after which a listing continues.
            await trial.ExpectListedAsync([entry], due, "after an entry a microsecond before", new DueAccount(due - StoreTrial.Microsecond, account)).ConfigureAwait(false);
            await trial.ExpectListedAsync([], due + StoreTrial.Microsecond, "after the entry itself", entry).ConfigureAwait(false);
        }
    }

    private static async Task Paging(StoreTrial trial)
    {
        Instant end = trial.Start + Duration.FromMinutes(1);
        List<DueAccount> entries = [];
        for (int i = 0; i < 45; i++)
        {
            // Thirty entries are at one instant, and the others are before and after it.
            var entry = new DueAccount(trial.Start + Duration.FromSeconds(i < 5 ? 1 : i < 35 ? 2 : i), trial.Account(i));
            await trial.InsertAsync(entry.Account, entry.Due).ConfigureAwait(false);
            entries.Add(entry);
        }

        foreach (int page in (int[])[1, 2, 7, 30, 44, 45, 46])
        {
            await trial.ExpectListedAsync(entries, end, "with thirty accounts due at the same instant", max: page).ConfigureAwait(false);
        }

        foreach (int passed in (int[])[0, 4, 5, 20, 34, 44])
        {
            await trial.ExpectListedAsync(entries.Skip(passed + 1), end, "from the middle", after: entries[passed], max: 4).ConfigureAwait(false);
        }

        // The entry after which a listing continues is moved to the end, deleted, no longer due, or never existed.
        foreach ((int passed, Instant? due) in ((int, Instant?)[])[(10, end), (12, null), (20, trial.Start)])
        {
            StoredRecord stored = (await trial.Store.ReadAsync(entries[passed].Account, trial.CancellationToken).ConfigureAwait(false))!;
            await trial.WriteAsync(entries[passed].Account, stored, StoreTrial.NewRecord(due)).ConfigureAwait(false);
            IEnumerable<DueAccount> left = entries.Skip(passed + 1);
            await trial.ExpectListedAsync(due == end ? left.Append(new DueAccount(end, entries[passed].Account)) : left, end, "after an entry that has moved", after: entries[passed], max: 4).ConfigureAwait(false);
            await trial.DeleteAsync(entries[passed].Account, (await trial.Store.ReadAsync(entries[passed].Account, trial.CancellationToken).ConfigureAwait(false))!).ConfigureAwait(false);
            await trial.ExpectListedAsync(left, end, "after an entry that was deleted", after: entries[passed], max: 4).ConfigureAwait(false);
        }

        await trial.ExpectListedAsync(entries.Skip(35), end, "after an entry that never was", after: new DueAccount(entries[34].Due, trial.Account("zzz")), max: 4).ConfigureAwait(false);
    }

    private static async Task Limit(StoreTrial trial)
    {
        List<DueAccount> entries = [];
        for (int i = 0; i < 12; i++)
        {
            entries.Add(new DueAccount(trial.Start, trial.Account(i)));
            await trial.InsertAsync(entries[i].Account, entries[i].Due).ConfigureAwait(false);
        }

        foreach (int max in (int[])[1, 5, 11, 12, 13, 100_000, int.MaxValue])
        {
            await trial.ExpectListedAsync(entries, trial.Start, "with twelve due", max: max).ConfigureAwait(false);
        }
    }

    private static async Task NeverDue(StoreTrial trial)
    {
        await trial.InsertAsync(trial.Account("never")).ConfigureAwait(false);
        await trial.ExpectListedAsync([], Instant.FromUnixTimeSeconds(1), "with an account that is never due").ConfigureAwait(false);
        var end = Instant.FromUtc(9998, 12, 31, 0, 0);
        await trial.ExpectListedAsync([], end, "with an account that is never due", after: new DueAccount(end - Duration.FromDays(1), trial.Account("never"))).ConfigureAwait(false);
    }
}
