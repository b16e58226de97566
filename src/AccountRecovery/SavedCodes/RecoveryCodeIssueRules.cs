using NodaTime;

namespace AccountRecovery;

/// <summary>Issues, replaces and revokes the recovery code. The write that issues a new code voids the old code.</summary>
internal static class RecoveryCodeIssueRules
{
    /// <param name="record">The account's record; null if there is none.</param>
    /// <param name="call">The call.</param>
    /// <param name="drawn">The new code.</param>
    /// <param name="fresh">The secret for a new record, used if the account has no record.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">The current time.</param>
    internal static Decision<IssueResult> Issue(AccountRecord? record, RecoveryCall call, DrawnCode drawn, RecordSecret fresh, RecoveryPolicy policy, Instant now)
    {
        if (record is not null && Receipts.Find(record, call.Receipt, now) is { } receipt)
        {
            return receipt.Kind == ReceiptKind.Accepted
                ? new IssueResult.Already((int)receipt.Value)
                : new IssueResult.Refused((Refusal)receipt.Value);
        }

        (ChangeVerdict verdict, AccountRecord? counted) = TypedProof.Check(record, ChangeOf(record), call, acknowledged: false, policy, now);
        if (verdict.Why != Refusal.None)
        {
            return new Decision<IssueResult>(new IssueResult.Refused(verdict.Why), counted);
        }

        if (record?.HasRoomReserved(1, policy) == false)
        {
            return new IssueResult.Busy(BusyReason.Queue);
        }

        record ??= AccountRecord.New(fresh, now);
        int number = record.RecoveryCode.Numbered + 1;
        SavedCode code = drawn.ToStore(RecoveryMethod.RecoveryCode, number, record.Secret, now);
        AccountRecord next = (record with { Contacts = Outranked(record), RecoveryCode = record.RecoveryCode.Put(code) with { Numbered = number } })
            .LeaveReentry()
            .Raise(EventFor.Code(RecoveryEventKind.CodesIssued, RecoveryMethod.RecoveryCode, number, now, call.From) with { Remaining = 1 }, policy);
        return new Decision<IssueResult>(new IssueResult.Issued(number, now, PendingUntil: null), Receipts.Keep(next, call.Receipt, ReceiptKind.Accepted, number, now));
    }

    /// <summary>Revokes the code in force. Requires the same proofs that issuing a new code requires now.</summary>
    internal static Decision<RevokeOutcome> Revoke(AccountRecord? record, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        (ChangeVerdict verdict, AccountRecord? counted) = TypedProof.Check(record, ChangeOf(record), call, acknowledged: false, policy, now);
        if (verdict.Why != Refusal.None)
        {
            return new Decision<RevokeOutcome>(new RevokeOutcome.Refused(verdict.Why), counted);
        }

        if (record?.RecoveryCode.Code is not { } code)
        {
            return new RevokeOutcome.Revoked(0);
        }

        if (!record.HasRoomReserved(1, policy))
        {
            return new RevokeOutcome.Busy(BusyReason.Queue);
        }

        AccountRecord next = (record with { RecoveryCode = record.RecoveryCode with { Code = null } })
            .Raise(EventFor.Code(RecoveryEventKind.CodesRevoked, RecoveryMethod.RecoveryCode, code.Number, now, call.From) with { Remaining = 0 }, policy);
        return new Decision<RevokeOutcome>(new RevokeOutcome.Revoked(record.RecoveryCode.Live is null ? 0 : 1), next);
    }

    // A pending contact may have been added by another person who knew the password earlier. If it is confirmed later, it must not be settled at once, because
    // a settled contact can replace the recovery code.
    private static ContactPart Outranked(AccountRecord record) => record is { State: AccountState.None, Contacts.Pending: { SettlesAtOnce: true } pending }
        ? record.Contacts.Put(pending with { SettlesAtOnce = false })
        : record.Contacts;

    private static Change ChangeOf(AccountRecord? record) => record?.RecoveryCode.Live is null ? Change.MakeRecoveryCode : Change.ReplaceRecoveryCode;
}
