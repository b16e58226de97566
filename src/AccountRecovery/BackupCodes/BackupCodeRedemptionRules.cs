using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>Spending a backup code, and typing one back: charge, then one hash outside, then conclude.</summary>
/// <remarks>Cheap refusals come first and change nothing. The count is in the record before anything is compared.</remarks>
internal static class BackupCodeRedemptionRules
{
    /// <summary>Counts an attempt, or says why there is nothing to count.</summary>
    internal static Decision<AttemptAnswer> Charge(AccountRecord? record, AttemptAsk ask, RecoveryPolicy policy, Instant now)
    {
        CodeSet? set = record is null ? null : ask.SetIn(record, now);
        FoldResult fold = Fold(set?.Format, ask.Typed, policy, out ImmutableArray<byte> symbols);
        if (!fold.IsCode)
        {
            return new AttemptAnswer.Malformed(fold);
        }

        if (record is not null && Receipts.Find(record, ask.Receipt, now) is { } receipt)
        {
            return Replay(receipt);
        }

        if (record?.IsFrozen == true)
        {
            return new AttemptAnswer.Refused(Refusal.Frozen);
        }

        if (ask.CheckAttestation(record?.Epoch, now) is not Refusal.None and Refusal why)
        {
            return new AttemptAnswer.Refused(why);
        }

        if (record is null)
        {
            return new AttemptAnswer.RefusedLikeWork(Refusal.UnknownAccount);
        }

        if (set is null)
        {
            return new AttemptAnswer.RefusedLikeWork(ask.Confirms ? Refusal.NothingPending : Refusal.NoCodes);
        }

        if (policy.Voids(set.IssuedAt))
        {
            return new AttemptAnswer.RefusedLikeWork(Refusal.VoidedByRestore);
        }

        if (set.IsKeyed && !policy.CountsEveryMethod)
        {
            return ConcludeKeyed(record, set, ask, symbols, charge: null, policy, now);
        }

        AttemptBudget budget = record.BackupCodes.Budgets.Of(ask.Attested);
        if (budget.Closed)
        {
            return new AttemptAnswer.Closed();
        }

        if (AttemptRules.IsPaused(budget, now))
        {
            return new AttemptAnswer.Paused(budget.PausedUntil!.Value);
        }

        if (!record.HasRoom(2, policy))
        {
            return new AttemptAnswer.Busy(BusyReason.Queue);
        }

        AttemptBudget charged = AttemptRules.Charge(budget, policy, now, ask.From);
        AccountRecord counted = WithBudget(record, ask, charged);
        return set.IsKeyed
            ? ConcludeKeyed(counted, set, ask, symbols, charged.LastCharge, policy, now)
            : new Decision<AttemptAnswer>(new AttemptAnswer.Examine(charged.LastCharge, set, symbols, record.Secret), counted);
    }

    /// <summary>Compares the tag of a charged attempt with the set as it is now, and spends, confirms or refuses.</summary>
    internal static Decision<AttemptAnswer> Conclude(
        AccountRecord? record, AttemptAsk ask, AttemptAnswer.Examine examined, ReadOnlyMemory<byte> tag, RecoveryPolicy policy, Instant now)
    {
        AttemptBudget? budget = record?.BackupCodes.Budgets.Of(ask.Attested);
        if (record is null || !record.Secret.IsSameAs(examined.Secret) || AttemptRules.Find(budget!, examined.Charge, now) is null)
        {
            return new AttemptAnswer.Refused(Refusal.Lapsed);
        }

        Receipt? receipt = Receipts.Find(record, ask.Receipt, now);
        if (receipt is not null && receipt.Kind == ReceiptKind.Accepted)
        {
            // The same call, made twice at once: the other one has spent the code for both.
            AttemptBudget without = AttemptRules.Fail(budget!, examined.Charge);
            return new Decision<AttemptAnswer>(Replay(receipt), WithBudget(record, ask, without));
        }

        if (receipt is not null)
        {
            return Refuse(record, (Refusal)receipt.Value, ask, examined.Charge, receipt, policy, now);
        }

        CodeSet? set = ask.SetIn(record, now);
        int found = set?.Find(tag.Span) ?? -1;
        Refusal why = ask.CheckAttestation(record.Epoch, now) switch
        {
            _ when record.IsFrozen => Refusal.Frozen,
            not Refusal.None and Refusal lost => lost,
            _ when set is null || !set.IsSameAs(examined.Set.Salt) => Refusal.Superseded,
            _ when found < 0 => Refusal.WrongCode,
            _ when set.Codes[found].SpentAt is not null => Refusal.AlreadySpent,
            _ => Refusal.None,
        };
        return why == Refusal.None
            ? Accept(record, set!, found, ask, examined.Charge, policy, now)
            : Refuse(record, why, ask, examined.Charge, earlier: null, policy, now);
    }

    /// <summary>From 112 bits: nothing is counted, and only success is written; where every method is counted, counting and comparing are one write.</summary>
    private static Decision<AttemptAnswer> ConcludeKeyed(
        AccountRecord record, CodeSet set, AttemptAsk ask, ImmutableArray<byte> symbols, long? charge, RecoveryPolicy policy, Instant now)
    {
        int found = set.Find(CodeTags.Keyed(record.Secret, RecoveryMethod.BackupCodes, set.Salt.AsSpan(), symbols.AsSpan()));
        if (found < 0 || set.Codes[found].SpentAt is not null)
        {
            Refusal why = found < 0 ? Refusal.WrongCode : Refusal.AlreadySpent;
            return charge is { } number ? Refuse(record, why, ask, number, earlier: null, policy, now) : new AttemptAnswer.Refused(why);
        }

        return Accept(record, set, found, ask, charge, policy, now);
    }

    private static Decision<AttemptAnswer> Accept(
        AccountRecord record, CodeSet set, int index, AttemptAsk ask, long? charge, RecoveryPolicy policy, Instant now)
    {
        if (!record.HasRoom(2, policy))
        {
            return new AttemptAnswer.Busy(BusyReason.Queue);
        }

        BackupCodePart part = record.BackupCodes;
        if (charge is { } number)
        {
            part = part with { Budgets = part.Budgets.With(ask.Attested, AttemptRules.Succeed(part.Budgets.Of(ask.Attested), number)) };
        }

        AccountRecord next;
        int remaining;
        if (ask.Confirms)
        {
            remaining = set.Remaining;
            next = BackupCodeIssueRules.MakeLive(record with { BackupCodes = part }, set, RecoveryEventKind.CodesIssued, policy, now, ask.From);
        }
        else
        {
            CodeSet spent = set with { Codes = set.Codes.SetItem(index, set.Codes[index] with { SpentAt = now }) };
            remaining = spent.Remaining;
            next = record with { BackupCodes = part with { Live = spent } };
            var redeemed = new QueuedEvent(0, RecoveryEventKind.CodeRedeemed, RecoveryMethod.BackupCodes, now, ask.From)
            {
                Remaining = remaining,
                SetNumber = set.Number,
                Attested = ask.Attested,
            };
            next = next.Raise(redeemed, policy);
            next = LowCodeLevels.IsTold(remaining) ? next.Raise(redeemed with { Kind = RecoveryEventKind.CodesLow }, policy) : next;
        }

        next = Receipts.Keep(next, ask.Receipt, ReceiptKind.Accepted, remaining, now);
        return new Decision<AttemptAnswer>(new AttemptAnswer.Accepted(remaining, record.Epoch, now), next);
    }

    private static Decision<AttemptAnswer> Refuse(
        AccountRecord record, Refusal why, AttemptAsk ask, long charge, Receipt? earlier, RecoveryPolicy policy, Instant now)
    {
        QueuedEvent refused = EventFor.RefusedAttempt(RecoveryMethod.BackupCodes, ask.Attested, now, ask.From);
        if (!record.HasRoomFor(refused, policy))
        {
            // The charge stands and will lapse into its event when there is room.
            return new AttemptAnswer.Busy(BusyReason.Queue);
        }

        AttemptBudget budget = AttemptRules.Fail(record.BackupCodes.Budgets.Of(ask.Attested), charge);
        AccountRecord next = WithBudget(record, ask, budget).Raise(refused, policy);
        return earlier is null
            ? new Decision<AttemptAnswer>(new AttemptAnswer.Refused(why), Receipts.Keep(next, ask.Receipt, ReceiptKind.Rejected, (long)why, now))
            : new Decision<AttemptAnswer>(Replay(earlier), next);
    }

    private static AccountRecord WithBudget(AccountRecord record, AttemptAsk ask, AttemptBudget budget) =>
        record with { BackupCodes = record.BackupCodes with { Budgets = record.BackupCodes.Budgets.With(ask.Attested, budget) } };

    private static AttemptAnswer Replay(Receipt receipt) => receipt.Kind == ReceiptKind.Accepted
        ? new AttemptAnswer.Accepted((int)receipt.Value, receipt.Epoch, receipt.At) { Replayed = true }
        : new AttemptAnswer.Refused((Refusal)receipt.Value) { Replayed = !Receipts.IsReuse(receipt) };

    // The set's own format first. Input that fits any declared format is a wrong code, not a malformed one, and what is wrong with the
    // rest is said in terms of the declared formats alone, whatever the account has: a difference would tell a stranger about the account.
    private static FoldResult Fold(CodeFormat? own, string? typed, RecoveryPolicy policy, out ImmutableArray<byte> symbols)
    {
        Span<byte> buffer = stackalloc byte[CodeFormat.MaxLength];
        if (own is not null && CodeFolding.Fold(own, typed, buffer) is { IsCode: true } fits)
        {
            symbols = [.. buffer[..own.Length]];
            return fits;
        }

        FoldResult? first = null;
        foreach (CodeFormat format in policy.BackupCodeFormats)
        {
            FoldResult fold = CodeFolding.Fold(format, typed, buffer);
            if (fold.IsCode)
            {
                symbols = [.. buffer[..format.Length]];
                return fold;
            }

            first ??= fold;
        }

        symbols = [];
        return first!.Value;
    }
}
