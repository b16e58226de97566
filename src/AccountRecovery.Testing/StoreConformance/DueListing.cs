using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Reads a listing page by page, checks the rules that hold for every page, and returns the trial's own entries.</summary>
internal static class DueListing
{
    internal const int WidePage = 500;

    /// <summary>Returns the trial's entries that are listed after an entry, up to an instant.</summary>
    internal static async Task<List<DueAccount>> WalkAsync(this StoreTrial trial, IRecoveryStore store, Instant now, DueAccount? after = null, int max = WidePage)
    {
        List<DueAccount> ours = [];
        IReadOnlyList<DueAccount> page;
        do
        {
            page = await store.ListDueAsync(now, after, max, trial.CancellationToken).ConfigureAwait(false);
            trial.Expect(page.Count <= max, $"at most {Words.Of(max)} entries on a page", $"{Words.Of(page.Count)}");
            foreach (DueAccount entry in page)
            {
                trial.Expect(after is not { } last || last < entry, $"entries in ascending order, each after {(after is { } shown ? Words.Of(shown) : "the one before")}", Words.Of(entry));
                trial.Expect(entry.Due <= now, $"only entries due at {Words.Of(now)} or before", Words.Of(entry));
                after = entry;
            }

            ours.AddRange(page.Where(entry => trial.IsOurs(entry.Account)));
        }
        while (page.Count > 0);

        return ours;
    }

    /// <summary>
    /// Checks, through every handle, that the expected entries are listed at once, and that all other entries
    /// of the trial disappear from the listing within the patience.
    /// </summary>
    internal static async Task ExpectListedAsync(this StoreTrial trial, IEnumerable<DueAccount> expected, Instant now, string when, DueAccount? after = null, int max = WidePage)
    {
        DueAccount[] wanted = [.. expected];
        foreach (IRecoveryStore handle in trial.Handles)
        {
            long began = Environment.TickCount64;
            List<DueAccount> seen = await WalkAndFindAsync(handle).ConfigureAwait(false);
            while (seen.Count > wanted.Length)
            {
                trial.Expect(
                    Environment.TickCount64 - began < trial.Patience.TotalMilliseconds,
                    $"{when}, listing the accounts due at {Words.Of(now)} or earlier gives in the end only {Words.Of(wanted)}",
                    $"also {Words.Of(seen.Except(wanted))}");
                await Task.Delay(TimeSpan.FromMilliseconds(20), trial.CancellationToken).ConfigureAwait(false);
                seen = await WalkAndFindAsync(handle).ConfigureAwait(false);
            }
        }

        async Task<List<DueAccount>> WalkAndFindAsync(IRecoveryStore handle)
        {
            List<DueAccount> seen = await trial.WalkAsync(handle, now, after, max).ConfigureAwait(false);
            DueAccount[] missing = [.. wanted.Except(seen)];
            trial.Expect(missing.Length == 0, $"{when}, listing the accounts due at {Words.Of(now)} or earlier, {Words.Of(max)} per page, gives {Words.Of(wanted)}", $"{Words.Of(seen)}; missing: {Words.Of(missing)}");
            return seen;
        }
    }
}
