using NodaTime;

namespace AccountRecovery;

/// <summary>Issues, imports and revokes sets of backup codes. The write that puts a new set in force voids the old set.</summary>
internal static class BackupCodeIssueRules
{
    /// <summary>Decides whether a set may be issued now. Called before the codes are hashed, and again by <see cref="Issue"/>.</summary>
    internal static IssueStep Prepare(AccountRecord? record, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        if (record is not null && Receipts.Find(record, call.Receipt, now) is { } receipt)
        {
            return receipt.Kind == ReceiptKind.Accepted
                ? new IssueResult.Already((int)receipt.Value)
                : new IssueResult.Refused((Refusal)receipt.Value);
        }

        if (record?.IsFrozen == true)
        {
            return new IssueResult.Refused(Refusal.Frozen);
        }

        if (IsImport(call))
        {
            if (record?.BackupCodes.SetsNumbered > 0)
            {
                return new IssueResult.Refused(Refusal.CodesExist);
            }
        }
        else if (ChangeRules.Check(record, Change.BackupCodes, call.Given, RequiredProof.Nothing, now).Why is not Refusal.None and Refusal why)
        {
            return new IssueResult.Refused(why);
        }

        // If the clock is before the instant of the restore, a set issued now would be void at once.
        if (policy.Voids(now))
        {
            return new IssueResult.Busy(BusyReason.ClockSuspect);
        }

        return record?.HasRoom(1, policy) == false
            ? new IssueResult.Busy(BusyReason.Queue)
            : new IssueStep(null, record?.Secret);
    }

    /// <summary>Issues a prepared set. If the set was hashed for another record, returns the step that asks for the hashing again.</summary>
    internal static Decision<IssueStep> Issue(AccountRecord? record, RecoveryCall call, PreparedSet prepared, RecoveryPolicy policy, Instant now)
    {
        IssueStep allowed = Prepare(record, call, policy, now);
        if (allowed.Answer is not null || (record is null ? !prepared.MakesRecord : !record.Secret.IsSameAs(prepared.Secret)))
        {
            return allowed;
        }

        record ??= AccountRecord.New(prepared.Secret, now);
        var set = new CodeSet(
            record.BackupCodes.SetsNumbered + 1,
            prepared.Format,
            prepared.Scheme,
            prepared.Cost,
            prepared.Salt,
            [.. prepared.Tags.Select(tag => new StoredCode(tag, null))],
            now)
        { Imported = IsImport(call) };
        record = record with { BackupCodes = record.BackupCodes with { SetsNumbered = set.Number } };

        Instant? until = policy.ConfirmBackupCodes && !IsImport(call) ? now + policy.PendingLifetime : null;
        AccountRecord next = until is null
            ? MakeLive(record, set, IsImport(call) ? RecoveryEventKind.CodesImported : RecoveryEventKind.CodesIssued, policy, now, call.From)
            : (record with { BackupCodes = record.BackupCodes with { Pending = set, PendingUntil = until } })
                .Raise(EventFor.Set(RecoveryEventKind.CodesPending, set, now, call.From), policy);
        next = Receipts.Keep(next, call.Receipt, ReceiptKind.Accepted, IsImport(call) ? set.Codes.Length : set.Number, now);
        return new Decision<IssueStep>(new IssueResult.Issued(set.Number, now, until), next);
    }

    /// <summary>Puts a set in force. Every older set is void, and failed attempts are counted from zero.</summary>
    internal static AccountRecord MakeLive(AccountRecord record, CodeSet set, RecoveryEventKind kind, RecoveryPolicy policy, Instant now, CallerTrace from)
    {
        BackupCodePart part = record.BackupCodes with
        {
            Live = set,
            Pending = null,
            PendingUntil = null,
            Budgets = record.BackupCodes.Budgets.Reopened(),
        };
        return (record with { BackupCodes = part }).Raise(EventFor.Set(kind, set, now, from), policy);
    }

    /// <summary>Revokes every set. Failed attempts stay counted.</summary>
    internal static Decision<RevokeOutcome> Revoke(AccountRecord? record, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        if (ChangeRules.Check(record, Change.BackupCodes, call.Given, RequiredProof.Nothing, now).Why is not Refusal.None and Refusal why)
        {
            return new RevokeOutcome.Refused(why);
        }

        CodeSet? set = record?.BackupCodes.Live ?? record?.BackupCodes.Pending;
        if (record is null || set is null)
        {
            return new RevokeOutcome.Revoked(0);
        }

        if (!record.HasRoom(1, policy))
        {
            return new RevokeOutcome.Busy(BusyReason.Queue);
        }

        BackupCodePart part = record.BackupCodes with { Live = null, Pending = null, PendingUntil = null };
        AccountRecord next = (record with { BackupCodes = part }).Raise(EventFor.Set(RecoveryEventKind.CodesRevoked, set, now, call.From) with { Remaining = 0 }, policy);
        return new Decision<RevokeOutcome>(new RevokeOutcome.Revoked(record.BackupCodes.LiveUnder(policy)?.Remaining ?? 0), next);
    }

    // Imports the codes of an older system. Only the host can ask for an import, and an import never replaces a set.
    private static bool IsImport(RecoveryCall call) => call.Action == RecoveryAction.Import;
}
