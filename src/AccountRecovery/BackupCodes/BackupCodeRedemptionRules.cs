using System.Collections.Immutable;
using NodaTime;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.BackupCodeAccepted>;

namespace AccountRecovery;

/// <summary>Redeems a backup code, or confirms a set by one of its codes: charge the attempt, hash once outside these rules, then conclude.</summary>
/// <remarks>Refusals that need no hash come first and change nothing. The attempt is counted in the record before the code is compared.</remarks>
internal static class BackupCodeRedemptionRules
{
    /// <summary>Charges an attempt, or says why no attempt is charged.</summary>
    internal static Decision<ChargeResult> Charge(AccountRecord? record, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        CodeSet? set = record is null ? null : SetIn(record, call, now);
        NormalizationResult normalized = Normalize(set?.Format, call.Typed, policy, out ImmutableArray<byte> symbols);
        if (!normalized.IsCode)
        {
            return Answered(new Attempt.Malformed(normalized));
        }

        if (record is not null && Receipts.Find(record, call.Receipt, now) is { } receipt)
        {
            return Answered(Replay(receipt));
        }

        if (record?.IsFrozen == true)
        {
            return Answered(new Attempt.Refused(Refusal.Frozen));
        }

        if (ProofRules.CheckAttestation(call, record?.Epoch, now) is not Refusal.None and Refusal why)
        {
            return Answered(new Attempt.Refused(why));
        }

        if (record is null)
        {
            return new ChargeResult.RefusedLikeWork(Refusal.UnknownAccount);
        }

        if (set is null)
        {
            return new ChargeResult.RefusedLikeWork(IsConfirming(call) ? Refusal.NothingPending : Refusal.NoCodes);
        }

        if (policy.Voids(set.IssuedAt))
        {
            return new ChargeResult.RefusedLikeWork(Refusal.VoidedByRestore);
        }

        if (set.IsKeyed && !policy.CountsEveryMethod)
        {
            return Answered(ConcludeKeyed(record, set, call, symbols, charge: null, policy, now));
        }

        AttemptBudget budget = record.BackupCodes.Budgets.Of(call.IsAttested);
        if (budget.Closed)
        {
            return Answered(new Attempt.Closed());
        }

        if (AttemptRules.IsPaused(budget, now))
        {
            return Answered(new Attempt.Paused(budget.PausedUntil!.Value));
        }

        if (!record.HasRoom(2, policy))
        {
            return Answered(new Attempt.Busy(BusyReason.Queue));
        }

        AttemptBudget charged = AttemptRules.Charge(budget, policy, now, call.From);
        AccountRecord counted = WithBudget(record, call, charged);
        return set.IsKeyed
            ? Answered(ConcludeKeyed(counted, set, call, symbols, charged.LastCharge, policy, now))
            : new Decision<ChargeResult>(new ChargeResult.Examine(charged.LastCharge, set, symbols, record.Secret), counted);
    }

    /// <summary>Compares the tag of a charged attempt with the set as it is now, and then spends the code, confirms the set or refuses.</summary>
    internal static Decision<Attempt> Conclude(
        AccountRecord? record, RecoveryCall call, ChargeResult.Examine examined, ReadOnlyMemory<byte> tag, RecoveryPolicy policy, Instant now)
    {
        AttemptBudget? budget = record?.BackupCodes.Budgets.Of(call.IsAttested);
        if (record is null || !record.Secret.IsSameAs(examined.Secret) || AttemptRules.Find(budget!, examined.Charge, now) is null)
        {
            return new Attempt.Refused(Refusal.Lapsed);
        }

        Receipt? receipt = Receipts.Find(record, call.Receipt, now);
        if (receipt is not null && receipt.Kind == ReceiptKind.Accepted)
        {
            // The caller made the same call twice at the same time, and the other call has spent the code for both.
            AttemptBudget without = AttemptRules.Fail(budget!, examined.Charge);
            return new Decision<Attempt>(Replay(receipt), WithBudget(record, call, without));
        }

        if (receipt is not null)
        {
            return Refuse(record, (Refusal)receipt.Value, call, examined.Charge, receipt, policy, now);
        }

        CodeSet? set = SetIn(record, call, now);
        int found = set?.Find(tag.Span) ?? -1;
        Refusal why = ProofRules.CheckAttestation(call, record.Epoch, now) switch
        {
            _ when record.IsFrozen => Refusal.Frozen,
            not Refusal.None and Refusal lost => lost,
            _ when set is null || !set.IsSameAs(examined.Set.Salt) => Refusal.Superseded,
            _ when found < 0 => Refusal.WrongCode,
            _ when set.Codes[found].SpentAt is not null => Refusal.AlreadySpent,
            _ => Refusal.None,
        };
        return why == Refusal.None
            ? Accept(record, set!, found, call, examined.Charge, policy, now)
            : Refuse(record, why, call, examined.Charge, earlier: null, policy, now);
    }

    /// <summary>
    /// Concludes an attempt at a code of 112 bits or more: no attempt is counted, and only a success is written. If the profile counts attempts at every
    /// method, one write both counts and compares.
    /// </summary>
    private static Decision<Attempt> ConcludeKeyed(
        AccountRecord record, CodeSet set, RecoveryCall call, ImmutableArray<byte> symbols, long? charge, RecoveryPolicy policy, Instant now)
    {
        int found = set.Find(CodeTags.Keyed(record.Secret, RecoveryMethod.BackupCodes, set.Salt.AsSpan(), symbols.AsSpan()));
        if (found < 0 || set.Codes[found].SpentAt is not null)
        {
            Refusal why = found < 0 ? Refusal.WrongCode : Refusal.AlreadySpent;
            return charge is { } number ? Refuse(record, why, call, number, earlier: null, policy, now) : new Attempt.Refused(why);
        }

        return Accept(record, set, found, call, charge, policy, now);
    }

    private static Decision<Attempt> Accept(
        AccountRecord record, CodeSet set, int index, RecoveryCall call, long? charge, RecoveryPolicy policy, Instant now)
    {
        if (!record.HasRoom(2, policy))
        {
            return new Attempt.Busy(BusyReason.Queue);
        }

        BackupCodePart part = record.BackupCodes;
        if (charge is { } number)
        {
            part = part with { Budgets = part.Budgets.With(call.IsAttested, AttemptRules.Succeed(part.Budgets.Of(call.IsAttested), number)) };
        }

        AccountRecord next;
        int remaining;
        if (IsConfirming(call))
        {
            remaining = set.Remaining;
            next = BackupCodeIssueRules.MakeLive(record with { BackupCodes = part }, set, RecoveryEventKind.CodesIssued, policy, now, call.From);
        }
        else
        {
            CodeSet spent = set with { Codes = set.Codes.SetItem(index, set.Codes[index] with { SpentAt = now }) };
            remaining = spent.Remaining;
            next = record with { BackupCodes = part with { Live = spent } };
            var redeemed = new QueuedEvent(0, RecoveryEventKind.CodeRedeemed, RecoveryMethod.BackupCodes, now, call.From)
            {
                Remaining = remaining,
                SetNumber = set.Number,
                Attested = call.IsAttested,
            };
            next = next.Raise(redeemed, policy);
            next = LowCodeLevels.IsTold(remaining) ? next.Raise(redeemed with { Kind = RecoveryEventKind.CodesLow }, policy) : next;
        }

        next = Receipts.Keep(next, call.Receipt, ReceiptKind.Accepted, remaining, now);
        return new Decision<Attempt>(new Attempt.Accepted(new BackupCodeAccepted(remaining, record.Epoch, now)), next);
    }

    private static Decision<Attempt> Refuse(
        AccountRecord record, Refusal why, RecoveryCall call, long charge, Receipt? earlier, RecoveryPolicy policy, Instant now)
    {
        QueuedEvent refused = EventFor.RefusedAttempt(RecoveryMethod.BackupCodes, call.IsAttested, now, call.From);
        if (!record.HasRoomFor(refused, policy))
        {
            // The charge stays in the record. It lapses later, and its event is raised when there is room.
            return new Attempt.Busy(BusyReason.Queue);
        }

        AttemptBudget budget = AttemptRules.Fail(record.BackupCodes.Budgets.Of(call.IsAttested), charge);
        AccountRecord next = WithBudget(record, call, budget).Raise(refused, policy);
        return earlier is null
            ? new Decision<Attempt>(new Attempt.Refused(why), Receipts.Keep(next, call.Receipt, ReceiptKind.Refused, (long)why, now))
            : new Decision<Attempt>(Replay(earlier), next);
    }

    private static bool IsConfirming(RecoveryCall call) => call.Action == RecoveryAction.Confirm;

    // The set to which the typed code must belong; null if there is none at this instant.
    private static CodeSet? SetIn(AccountRecord record, RecoveryCall call, Instant now) => IsConfirming(call) switch
    {
        true when record.BackupCodes.PendingUntil is { } until && now < until => record.BackupCodes.Pending,
        true => null,
        false => record.BackupCodes.Live,
    };

    private static Decision<ChargeResult> Answered(Decision<Attempt> decision) => new(new ChargeResult.Answered(decision.Answer), decision.Next);

    private static AccountRecord WithBudget(AccountRecord record, RecoveryCall call, AttemptBudget budget) =>
        record with { BackupCodes = record.BackupCodes with { Budgets = record.BackupCodes.Budgets.With(call.IsAttested, budget) } };

    private static Attempt Replay(Receipt receipt) => receipt.Kind == ReceiptKind.Accepted
        ? new Attempt.Accepted(new BackupCodeAccepted((int)receipt.Value, receipt.Epoch, receipt.At)) { Replayed = true }
        : new Attempt.Refused((Refusal)receipt.Value) { Replayed = !Receipts.IsReuse(receipt) };

    // Tries the set's own format first. Input that fits any declared format is a wrong code and not malformed. Other input is reported in terms of the declared
    // formats only, whatever set the account has: a difference would reveal to a stranger something about the account.
    private static NormalizationResult Normalize(CodeFormat? own, string? typed, RecoveryPolicy policy, out ImmutableArray<byte> symbols)
    {
        Span<byte> buffer = stackalloc byte[CodeFormat.MaxLength];
        if (own is not null && CodeNormalizer.Normalize(own, typed, buffer) is { IsCode: true } fits)
        {
            symbols = [.. buffer[..own.Length]];
            return fits;
        }

        NormalizationResult? first = null;
        foreach (CodeFormat format in policy.BackupCodeFormats)
        {
            NormalizationResult normalized = CodeNormalizer.Normalize(format, typed, buffer);
            if (normalized.IsCode)
            {
                symbols = [.. buffer[..format.Length]];
                return normalized;
            }

            first ??= normalized;
        }

        symbols = [];
        return first!.Value;
    }
}
