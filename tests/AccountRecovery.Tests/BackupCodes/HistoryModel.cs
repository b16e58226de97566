using NodaTime;

namespace AccountRecovery;

/// <summary>What an account's backup codes must do, written down a second time, without hashing, sealing, charging first or racing.</summary>
internal sealed class HistoryModel(bool confirms)
{
    internal const int Cap = 12;

    private readonly Budget[] _budgets = [new(), new()];
    private Instant? _pendingUntil;

    internal Dictionary<string, bool>? Live { get; private set; }

    internal List<string>? Pending { get; private set; }

    /// <summary>Codes of sets that were replaced, revoked or ran out.</summary>
    internal List<string> Dead { get; } = [];

    internal bool HasRecord { get; private set; }

    internal Dictionary<RecoveryEventKind, int> Told { get; } = [];

    internal void Advance(Instant now)
    {
        if (_pendingUntil is { } until && now >= until)
        {
            Tell(RecoveryEventKind.PendingCodesExpired);
            EndPending();
        }
    }

    internal string Issue(IEnumerable<string> codes, Instant now)
    {
        HasRecord = true;
        if (confirms)
        {
            EndPending();
            (Pending, _pendingUntil) = ([.. codes], now + Duration.FromHours(24));
            Tell(RecoveryEventKind.CodesPending);
            return "AwaitingConfirmation";
        }

        MakeLive(codes, RecoveryEventKind.CodesIssued);
        return "Issued";
    }

    internal string Import(string[] codes)
    {
        // Even when all of them are gone: nothing brings a set back.
        if (HasRecord)
        {
            return "CodesExist";
        }

        HasRecord = true;
        MakeLive(codes, RecoveryEventKind.CodesImported);
        return "Imported";
    }

    internal string Revoke()
    {
        if (Live is null && Pending is null)
        {
            return "Revoked 0";
        }

        int revoked = Live?.Count(code => !code.Value) ?? 0;
        Bury();
        EndPending();
        Tell(RecoveryEventKind.CodesRevoked);
        return $"Revoked {revoked}";
    }

    internal string Redeem(string code, bool owner, bool dies, Instant now)
    {
        if (Live is null)
        {
            return HasRecord ? "NoCodes" : "UnknownAccount";
        }

        if (Attempt(owner, now) is { } refused)
        {
            return refused;
        }

        if (dies || !Live.TryGetValue(code, out bool spent) || spent)
        {
            Tell(RecoveryEventKind.AttemptRefused);
            return dies ? "Died" : Live.ContainsKey(code) ? "AlreadySpent" : "WrongCode";
        }

        Live[code] = true;
        _budgets[owner ? 1 : 0] = new Budget();
        int left = Live.Count(other => !other.Value);
        Tell(RecoveryEventKind.CodeRedeemed);
        if (left is 3 or 1 or 0)
        {
            Tell(RecoveryEventKind.CodesLow);
        }

        return $"Redeemed {left}";
    }

    internal string Confirm(string code, bool owner, Instant now)
    {
        if (Pending is null)
        {
            return HasRecord ? "NothingPending" : "UnknownAccount";
        }

        if (Attempt(owner, now) is { } refused)
        {
            return refused;
        }

        if (!Pending.Contains(code))
        {
            Tell(RecoveryEventKind.AttemptRefused);
            return "WrongCode";
        }

        List<string> codes = Pending;
        (Pending, _pendingUntil) = (null, null);
        MakeLive(codes, RecoveryEventKind.CodesIssued);
        return $"Confirmed {codes.Count}";
    }

    private string? Attempt(bool owner, Instant now)
    {
        Budget budget = _budgets[owner ? 1 : 0];
        if (budget.Failures >= Cap)
        {
            return "Closed";
        }

        if (budget.PausedUntil is { } until && now < until)
        {
            return $"Paused {until}";
        }

        int failures = budget.Failures + 1;
        double pause = failures < 5 ? 0 : Math.Min(3600, 30 * Math.Pow(2, failures - 5));
        _budgets[owner ? 1 : 0] = new Budget(failures, pause == 0 ? null : now + Duration.FromSeconds(pause));
        return null;
    }

    private void MakeLive(IEnumerable<string> codes, RecoveryEventKind kind)
    {
        Bury();
        EndPending();
        Live = codes.ToDictionary(code => code, _ => false, StringComparer.Ordinal);
        (_budgets[0], _budgets[1]) = (new Budget(), new Budget());
        Tell(kind);
    }

    private void Bury()
    {
        Dead.AddRange(Live?.Keys ?? Enumerable.Empty<string>());
        Live = null;
    }

    private void EndPending()
    {
        Dead.AddRange(Pending ?? []);
        (Pending, _pendingUntil) = (null, null);
    }

    private void Tell(RecoveryEventKind kind) => Told[kind] = Told.GetValueOrDefault(kind) + 1;

    private sealed record Budget(int Failures = 0, Instant? PausedUntil = null);
}
