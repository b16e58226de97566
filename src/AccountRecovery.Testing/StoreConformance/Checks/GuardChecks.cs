using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Checks that a write or a delete happens only if the record has the expected revision, and otherwise changes nothing.</summary>
internal static class GuardChecks
{
    internal static IEnumerable<StoreCheck> All { get; } =
    [
        new("An insert is refused where there is a record", "the insert: it must not replace (no upsert); a duplicate key is false, not an exception", Insert),
        new("An update is refused unless its revision stands", "the update: the revision in its where clause, and the count of rows as the answer", Update),
        new("A delete is refused unless its revision stands", "the delete: the revision in its where clause, and the count of rows as the answer", Delete),
        new("A deleted record is gone, and its account can be written anew", "the delete: no mark in place of the record, nothing left that refuses or hides an insert", DeleteThenInsert),
    ];

    private static async Task Insert(StoreTrial trial)
    {
        AccountId account = trial.Account("taken");
        StoredRecord stored = await trial.InsertAsync(account, trial.Start).ConfigureAwait(false);
        foreach (IRecoveryStore handle in trial.Handles)
        {
            await RefusedAsync(trial, handle, account, expected: null, stored).ConfigureAwait(false);
        }

        await trial.ExpectListedAsync([new DueAccount(trial.Start, account)], trial.Start, "after refused inserts").ConfigureAwait(false);
    }

    private static async Task Update(StoreTrial trial)
    {
        AccountId account = trial.Account("kept");
        StoredRecord first = await trial.InsertAsync(account).ConfigureAwait(false);
        StoredRecord stored = await trial.WriteAsync(account, first, StoreTrial.NewRecord(trial.Start)).ConfigureAwait(false);
        foreach (IRecoveryStore handle in trial.Handles)
        {
            await RefusedAsync(trial, handle, account, first.Revision, stored).ConfigureAwait(false);
            await RefusedAsync(trial, handle, account, StoreTrial.NewRevision(), stored).ConfigureAwait(false);
            await RefusedAsync(trial, handle, account, new Revision(0), stored).ConfigureAwait(false);
            await RefusedAsync(trial, handle, trial.Account("nobody"), StoreTrial.NewRevision(), stored: null).ConfigureAwait(false);
            await RefusedAsync(trial, handle, trial.Account("nobody"), stored.Revision, stored: null).ConfigureAwait(false);
        }

        await trial.ExpectListedAsync([new DueAccount(trial.Start, account)], trial.Start, "after refused updates").ConfigureAwait(false);
    }

    private static async Task Delete(StoreTrial trial)
    {
        AccountId account = trial.Account("kept");
        StoredRecord first = await trial.InsertAsync(account).ConfigureAwait(false);
        StoredRecord stored = await trial.WriteAsync(account, first, StoreTrial.NewRecord(trial.Start)).ConfigureAwait(false);
        StoredRecord other = await trial.InsertAsync(trial.Account("other")).ConfigureAwait(false);
        foreach (Revision expected in (Revision[])[first.Revision, other.Revision, StoreTrial.NewRevision(), new Revision(0)])
        {
            bool gone = await trial.Store.TryDeleteAsync(account, expected, CancellationToken.None).ConfigureAwait(false);
            trial.Expect(!gone, $"false: the delete expects revision {Words.Of(expected.Value)}, and {Words.Of(stored.Revision.Value)} stands", Words.Of(gone));
            await trial.ExpectAsync(account, stored, "after a refused delete").ConfigureAwait(false);
        }

        await trial.ExpectListedAsync([new DueAccount(trial.Start, account)], trial.Start, "after refused deletes").ConfigureAwait(false);
        await trial.DeleteAsync(account, stored).ConfigureAwait(false);
        await trial.ExpectAsync(trial.Account("other"), other, "after another account was deleted").ConfigureAwait(false);
    }

    private static async Task DeleteThenInsert(StoreTrial trial)
    {
        AccountId account = trial.Account("gone");
        for (int i = 0; i < 3; i++)
        {
            StoredRecord stored = await trial.InsertAsync(account, trial.Start).ConfigureAwait(false);
            await trial.DeleteAsync(account, stored, trial.Handles[1]).ConfigureAwait(false);
            await trial.ExpectAsync(account, null, "after the delete").ConfigureAwait(false);
            bool again = await trial.Store.TryDeleteAsync(account, stored.Revision, CancellationToken.None).ConfigureAwait(false);
            trial.Expect(!again, "false: the record is gone already", Words.Of(again));
            await RefusedAsync(trial, trial.Store, account, stored.Revision, stored: null).ConfigureAwait(false);
        }
    }

    private static async Task RefusedAsync(StoreTrial trial, IRecoveryStore handle, AccountId account, Revision? expected, StoredRecord? stored)
    {
        StoredRecord next = StoreTrial.NewRecord(trial.Start + Duration.FromHours(1), bytes: 7);
        bool stood = await handle.TryWriteAsync(account, expected, next, CancellationToken.None).ConfigureAwait(false);
        string wish = expected is { } revision ? $"revision {Words.Of(revision.Value)}" : "no record";
        trial.Expect(!stood, $"false: the write expects {wish}, but {Words.Of(account)} has {Words.Of(stored)}", Words.Of(stood));
        await trial.ExpectAsync(account, stored, "after a refused write").ConfigureAwait(false);
    }
}
