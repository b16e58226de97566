using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Checks listings while accounts are created, deleted and moved to other due instants.</summary>
internal static class ChangingDueChecks
{
    private const int Movers = 12;
    private const int Walks = 40;
    private const int Moves = 400;

    internal static IEnumerable<StoreCheck> All { get; } =
    [
        new("A changed account is listed at its new place at once, and no longer at the old one", "whether the instant is written with the record, in one statement, and left out of no update; what an own index forgets", Moved),
        new("An account that stays due is in every listing while others change", "whether pages go on after an entry instead of a count of entries, and whether an index is ever seen half rebuilt", Stays),
    ];

    private static async Task Moved(StoreTrial trial)
    {
        AccountId account = trial.Account("moved");
        Instant end = trial.Start + Duration.FromMinutes(1);
        StoredRecord? stored = null;
        foreach (int? second in (int?[])[10, 20, 5, 5, null, 30, null, 1])
        {
            Instant? due = second is { } shift ? trial.Start + Duration.FromSeconds(shift) : null;
            stored = await trial.WriteAsync(account, stored, StoreTrial.NewRecord(due)).ConfigureAwait(false);
            DueAccount[] expected = due is { } at ? [new DueAccount(at, account)] : [];
            await trial.ExpectListedAsync(expected, end, "after the write").ConfigureAwait(false);
        }

        await trial.DeleteAsync(account, stored!).ConfigureAwait(false);
        await trial.ExpectListedAsync([], end, "after the delete").ConfigureAwait(false);
    }

    private static async Task Stays(StoreTrial trial)
    {
        Instant end = trial.Start + Duration.FromMinutes(1);
        DueAccount[] stay = [.. Enumerable.Range(0, 30).Select(i => new DueAccount(trial.Start + Duration.FromSeconds(i / 5 * 2), trial.Account($"stays {Words.Of(i % 5)} {Words.Of(i)}")))];
        foreach (DueAccount entry in stay)
        {
            await trial.InsertAsync(entry.Account, entry.Due).ConfigureAwait(false);
        }

        int moves = 0;
        using var done = CancellationTokenSource.CreateLinkedTokenSource(trial.CancellationToken);
        Task<int>[] movers = [.. Enumerable.Range(0, 3).Select(number => Racers.Start(() => MoveAsync(number)))];
        try
        {
            // The loop runs until enough listings and enough moves have happened, so that they also overlap on a store that answers without waiting.
            for (int i = 0; i < Walks * trial.Effort || (Volatile.Read(ref moves) < Moves * trial.Effort && !movers.Any(mover => mover.IsCompleted)); i++)
            {
                List<DueAccount> seen = await trial.WalkAsync(trial.Handles[i % trial.Handles.Count], end, max: 3 + (i % 5)).ConfigureAwait(false);
                DueAccount[] missing = [.. stay.Except(seen)];
                trial.Expect(missing.Length == 0, "every account that stays due is listed while others come, go and move", $"missing: {Words.Of(missing)}");
            }
        }
        finally
        {
            await done.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(movers).ConfigureAwait(false);
        }

        // Moves accounts across the whole listing and back, between the accounts that stay.
        async Task<int> MoveAsync(int number)
        {
            var stored = new StoredRecord?[Movers];
            for (int i = 0; !done.IsCancellationRequested; i++)
            {
                int mover = i % Movers;
                AccountId account = trial.Account($"moves {Words.Of(number)} {Words.Of(mover)}");
                Instant due = trial.Start + Duration.FromSeconds(i * 7 % 13);
                if (i % 5 == 4 && stored[mover] is { } present)
                {
                    await trial.DeleteAsync(account, present).ConfigureAwait(false);
                    stored[mover] = null;
                }
                else
                {
                    stored[mover] = await trial.WriteAsync(account, stored[mover], StoreTrial.NewRecord(due), trial.Handles[number]).ConfigureAwait(false);
                }

                Interlocked.Increment(ref moves);
            }

            return moves;
        }
    }
}
