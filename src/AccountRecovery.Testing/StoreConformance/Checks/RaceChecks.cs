using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Checks that the guard applies at the moment of the write, and not at the moment of an earlier read.</summary>
internal static class RaceChecks
{
    private const int RacerCount = 8;
    private const int Rounds = 250;
    private const string OneStatement =
        "whether each write is one conditional statement: a read followed by a write lets two win. A lost race is false; catch what the database throws on a conflict or a deadlock and try again";

    internal static IEnumerable<StoreCheck> All { get; } =
    [
        new("Of many updates of one revision at once exactly one wins", OneStatement, Updates),
        new("Of many inserts at once exactly one wins", OneStatement, Inserts),
        new("Of updates and deletes at once exactly one wins", OneStatement, UpdatesAndDeletes),
    ];

    private static async Task Updates(StoreTrial trial)
    {
        AccountId account = trial.Account("raced");
        StoredRecord? stored = await trial.InsertAsync(account).ConfigureAwait(false);
        for (int i = 0; i < Rounds * trial.Effort; i++)
        {
            stored = await OneWinsAsync(trial, account, stored, deletes: 0).ConfigureAwait(false);
        }
    }

    private static async Task Inserts(StoreTrial trial)
    {
        AccountId account = trial.Account("raced");
        for (int i = 0; i < Rounds * trial.Effort; i++)
        {
            StoredRecord? winner = await OneWinsAsync(trial, account, stored: null, deletes: 0).ConfigureAwait(false);
            await trial.DeleteAsync(account, winner!).ConfigureAwait(false);
        }
    }

    private static async Task UpdatesAndDeletes(StoreTrial trial)
    {
        AccountId account = trial.Account("raced");
        StoredRecord? stored = null;
        for (int i = 0; i < Rounds * trial.Effort; i++)
        {
            stored ??= await trial.InsertAsync(account, trial.Start).ConfigureAwait(false);
            stored = await OneWinsAsync(trial, account, stored, deletes: RacerCount / 2).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Runs one round of racers on one state; <paramref name="deletes"/> of them delete the record, the others write
    /// it. Returns the record after the winner's call, or null if the winner deleted it.
    /// </summary>
    private static async Task<StoredRecord?> OneWinsAsync(StoreTrial trial, AccountId account, StoredRecord? stored, int deletes)
    {
        trial.CancellationToken.ThrowIfCancellationRequested();
        StoredRecord?[] nexts = [.. Enumerable.Range(0, RacerCount).Select(number => number < deletes ? null : StoreTrial.NewRecord(trial.Start))];
        bool[] won = await Racers.RunAsync(RacerCount, number => TryAsync(trial.Handles[number % trial.Handles.Count], nexts[number])).ConfigureAwait(false);

        int winners = won.Count(stood => stood);
        trial.Expect(winners == 1, $"one of {Words.Of(RacerCount)} racers on {Words.Of(account)}, which has {Words.Of(stored)}, gets true", $"{Words.Of(winners)} got true");
        StoredRecord? left = nexts[Array.IndexOf(won, true)];
        await trial.ExpectAsync(account, left, "after a race: what the winner wrote").ConfigureAwait(false);
        return left;

        Task<bool> TryAsync(IRecoveryStore handle, StoredRecord? next) => next is null
            ? handle.TryDeleteAsync(account, stored!.Revision, CancellationToken.None).AsTask()
            : handle.TryWriteAsync(account, stored?.Revision, next, CancellationToken.None).AsTask();
    }
}
