using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Checks that a cancelled call throws <see cref="OperationCanceledException"/> and has then changed nothing.</summary>
internal static class CancellationChecks
{
    private const int Rounds = 150;
    private const string BeforeOnly = "where the token is checked: only before the statement is sent, because after that the statement may already be carried out; pass CancellationToken.None to the commit";

    internal static IEnumerable<StoreCheck> All { get; } =
    [
        new("A read or a listing that is cancelled beforehand says so", "whether the token is passed on: OperationCanceledException is what a cancelled call ends with", Beforehand),
        new("A write that is cancelled beforehand is done or has done nothing", BeforeOnly, WriteBeforehand),
        new("A write that is cancelled on its way is done or has done nothing", BeforeOnly, OnItsWay),
    ];

    private static async Task Beforehand(StoreTrial trial)
    {
        AccountId account = trial.Account("read");
        await trial.InsertAsync(account, trial.Start).ConfigureAwait(false);
        var cancelled = new CancellationToken(canceled: true);
        trial.Expect(await IsCancelledAsync(() => trial.Store.ReadAsync(account, cancelled).AsTask()).ConfigureAwait(false), "OperationCanceledException from ReadAsync", "a record");
        trial.Expect(await IsCancelledAsync(() => trial.Store.ListDueAsync(trial.Start, null, 1, cancelled).AsTask()).ConfigureAwait(false), "OperationCanceledException from ListDueAsync", "a page");
    }

    private static async Task WriteBeforehand(StoreTrial trial)
    {
        var cancelled = new CancellationToken(canceled: true);
        StoredRecord? stored = await TryAsync(trial, null, StoreTrial.NewRecord(), cancelled).ConfigureAwait(false);
        stored ??= await trial.InsertAsync(trial.Account("written")).ConfigureAwait(false);
        stored = await TryAsync(trial, stored, StoreTrial.NewRecord(trial.Start), cancelled).ConfigureAwait(false);
        await TryAsync(trial, stored, null, cancelled).ConfigureAwait(false);
    }

    private static async Task OnItsWay(StoreTrial trial)
    {
        StoredRecord? stored = null;
        for (int i = 0; i < Rounds * trial.Effort; i++)
        {
            trial.CancellationToken.ThrowIfCancellationRequested();
            using var source = new CancellationTokenSource();
            StoredRecord? next = i % 4 == 3 && stored is not null ? null : StoreTrial.NewRecord();
            Task cancelling = Task.Run(() => CancelAfter(source, spins: i % 50 * 20), trial.CancellationToken);
            stored = await TryAsync(trial, stored, next, source.Token).ConfigureAwait(false);
            await cancelling.ConfigureAwait(false);
        }
    }

    private static void CancelAfter(CancellationTokenSource source, int spins)
    {
        Thread.SpinWait(spins);
        source.Cancel();
    }

    /// <summary>
    /// Writes or deletes the stored record. The call must either succeed and return true, or throw and change nothing. Returns the record that is now stored.
    /// </summary>
    private static async Task<StoredRecord?> TryAsync(StoreTrial trial, StoredRecord? stored, StoredRecord? next, CancellationToken token)
    {
        AccountId account = trial.Account("written");
        bool? done;
        try
        {
            done = next is null
                ? await trial.Store.TryDeleteAsync(account, stored!.Revision, token).ConfigureAwait(false)
                : await trial.Store.TryWriteAsync(account, stored?.Revision, next, token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            done = null;
        }

        trial.Expect(done is not false, "true or OperationCanceledException: the revision stands", "false");
        StoredRecord? left = done is null ? stored : next;
        await trial.ExpectAsync(account, left, done is null ? "after a call that said it was cancelled" : "after a call that said true").ConfigureAwait(false);
        return left;
    }

    private static async Task<bool> IsCancelledAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call().ConfigureAwait(false);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}
