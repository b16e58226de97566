using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Checks that the store is linearizable: calls that begin after a write has returned see the write, through every handle.</summary>
internal static class FreshnessChecks
{
    private const int Rounds = 40;

    internal static IEnumerable<StoreCheck> All { get; } =
    [
        new("A read sees every write that was completed before it, through any handle", "what reads are served from: no replica, no cache, no connection whose transaction or snapshot is still open", Reads),
        new("A listing sees every write that was completed before it, through any handle", "what listings are served from: no replica, no cache, no index that is brought up to date later", Listings),
    ];

    private static async Task Reads(StoreTrial trial)
    {
        AccountId account = trial.Account("fresh");
        StoredRecord? current = null;
        for (int i = 0; i < Rounds * trial.Effort; i++)
        {
            IRecoveryStore writer = trial.Handles[i % trial.Handles.Count];
            current = await trial.WriteAsync(account, current, StoreTrial.NewRecord(), writer).ConfigureAwait(false);
            await trial.ExpectAsync(account, current, "right after the write").ConfigureAwait(false);
            if (i % 10 == 9)
            {
                await trial.DeleteAsync(account, current, writer).ConfigureAwait(false);
                await trial.ExpectAsync(account, null, "right after the delete").ConfigureAwait(false);
                current = null;
            }
        }
    }

    private static async Task Listings(StoreTrial trial)
    {
        AccountId account = trial.Account("fresh");
        StoredRecord? current = null;
        for (int i = 0; i < Rounds * trial.Effort; i++)
        {
            var place = new DueAccount(trial.Start + Duration.FromSeconds(i % 7), account);
            current = await trial.WriteAsync(account, current, StoreTrial.NewRecord(place.Due), trial.Handles[i % trial.Handles.Count]).ConfigureAwait(false);
            foreach (IRecoveryStore handle in trial.Handles)
            {
                List<DueAccount> seen = await trial.WalkAsync(handle, trial.Start + Duration.FromMinutes(1)).ConfigureAwait(false);
                trial.Expect(seen.Contains(place), $"right after the write, {Words.Of(place)} is listed", Words.Of(seen));
            }
        }
    }
}
