using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Executes the steps of one history on the store and on the model, and compares every result.</summary>
internal sealed class HistoryRun(StoreTrial trial, SplitMix64 values, int number)
{
    private readonly StoreModel _model = new();
    private readonly Dictionary<AccountId, Revision> _before = [];

    /// <summary>Executes steps until one differs from the model. Returns the description of the difference, or null if all steps agree.</summary>
    internal async Task<string?> FindFaultAsync(IEnumerable<HistoryStep> steps)
    {
        foreach (HistoryStep step in steps)
        {
            trial.CancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (await TakeAsync(step).ConfigureAwait(false) is { } fault)
                {
                    return fault;
                }
            }
            catch (Exception thrown) when (!trial.CancellationToken.IsCancellationRequested)
            {
                return thrown is StoreConformanceException ? thrown.Message : $"{thrown.GetType().Name}: {thrown.Message}";
            }
        }

        return null;
    }

    private async Task<string?> TakeAsync(HistoryStep step)
    {
        IRecoveryStore handle = trial.Handles[step.Handle];
        AccountId account = AccountOf(step.Account);
        switch (step.Kind)
        {
            case StepKind.Read:
                return await CompareAsync(handle, account).ConfigureAwait(false);
            case StepKind.List:
                return await CompareListingAsync(handle, step, account).ConfigureAwait(false);
            case StepKind.Write:
                StoredRecord next = new(NewRevision(), step.Slot is { } slot ? InstantOf(slot) : null, values.Bytes(step.Number));
                return await TryAsync(account, step.Expected, next, revision => handle.TryWriteAsync(account, revision, next, CancellationToken.None)).ConfigureAwait(false)
                    ?? await CompareAsync(handle, account).ConfigureAwait(false);
            default:
                return await TryAsync(account, step.Expected, null, revision => handle.TryDeleteAsync(account, revision ?? NewRevision(), CancellationToken.None)).ConfigureAwait(false)
                    ?? await CompareAsync(handle, account).ConfigureAwait(false);
        }
    }

    private async Task<string?> TryAsync(AccountId account, ExpectedRevision expectation, StoredRecord? next, Func<Revision?, ValueTask<bool>> act)
    {
        StoredRecord? stored = _model.Read(account);
        Revision? expected = expectation switch
        {
            ExpectedRevision.Stored => stored?.Revision,
            ExpectedRevision.None => null,
            ExpectedRevision.Stale when _before.TryGetValue(account, out Revision before) => before,
            _ => NewRevision(),
        };

        // A delete cannot expect that the account has no record.
        bool should = (next is not null || expected is not null) && _model.TryWrite(account, expected, next);
        bool did = await act(expected).ConfigureAwait(false);
        if (should && stored is not null)
        {
            _before[account] = stored.Revision;
        }

        return did == should ? null : $"expected {Words.Of(should)}, as the account had {Words.Of(stored)}; seen {Words.Of(did)}";
    }

    private async Task<string?> CompareAsync(IRecoveryStore handle, AccountId account)
    {
        StoredRecord? seen = await handle.ReadAsync(account, trial.CancellationToken).ConfigureAwait(false);
        StoredRecord? expected = _model.Read(account);
        return Equals(seen, expected) ? null : $"expected {Words.Of(expected)}; seen {Words.Of(seen)}";
    }

    private async Task<string?> CompareListingAsync(IRecoveryStore handle, HistoryStep step, AccountId account)
    {
        Instant now = InstantOf(HistoryStep.Slots - 2);
        DueAccount? after = step.Slot is { } slot ? new DueAccount(InstantOf(slot), account) : null;
        List<DueAccount> seen = [.. (await trial.WalkAsync(handle, now, after, step.Number).ConfigureAwait(false)).Where(entry => IsOurs(entry.Account))];
        DueAccount[] missing = [.. _model.Due(now, after).Except(seen)];
        DueAccount[] wrong = [.. seen.Except(_model.Due(now, after)).Where(entry => !_model.HasLeft(entry))];
        return missing.Length + wrong.Length == 0 ? null : $"expected {Words.Of(_model.Due(now, after))}; missing {Words.Of(missing)}; never due there {Words.Of(wrong)}";
    }

    private Revision NewRevision() => new(unchecked((long)values.Next()));

    private Instant InstantOf(int slot) => HistoryStep.InstantOf(trial.Start, slot);

    // Each run has its own accounts, so that the repetition of a reduced history does not find the records of an earlier run.
    private AccountId AccountOf(int account) => trial.Account($"{Words.Of(number)}/{(char)('a' + account)}");

    private bool IsOurs(AccountId account) => account.Value.StartsWith($"{trial.Prefix}{Words.Of(number)}/", StringComparison.Ordinal);
}
