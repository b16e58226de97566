using NodaTime;

namespace AccountRecovery;

/// <summary>Making, replacing and revoking the recovery code. A new one kills the old one in the same write.</summary>
internal static class RecoveryCodeIssueRules
{
    /// <param name="record">The account's record, or null.</param>
    /// <param name="call">The call.</param>
    /// <param name="drawn">The new code.</param>
    /// <param name="fresh">The secret of a new record, where there is none.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">Now.</param>
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

    /// <summary>Revokes the live code. Requires the same proofs as making another one now would.</summary>
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

    // A contact that waits to be confirmed may belong to another person who knew the password before: confirmed later, it does not undo the code at once.
    private static ContactPart Outranked(AccountRecord record) => record is { State: AccountState.None, Contacts.Pending: { SettlesAtOnce: true } pending }
        ? record.Contacts.Put(pending with { SettlesAtOnce = false })
        : record.Contacts;

    private static Change ChangeOf(AccountRecord? record) => record?.RecoveryCode.Live is null ? Change.MakeRecoveryCode : Change.ReplaceRecoveryCode;
}
