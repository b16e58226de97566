using System.Security.Cryptography;
using System.Text;

namespace AccountRecovery;

internal sealed class BackupCodeService(RecoveryCalls calls, BackupCodeRedeemer redeemer, BackupCodeIssuer issuer, RecoveryPolicy policy) : IBackupCodes
{
    /// <summary>The maximum number of codes in a set.</summary>
    internal const int MaxCodes = 32;

    public ValueTask<IssueOutcome> GenerateAsync(AccountId account, Caller caller, int? count = null, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = Open(RecoveryAction.Generate, account, caller) with { Receipt = ReceiptRequest.For(ReceiptVerb.GenerateBackupCodes, caller, []) };
        if (count is < 1 or > MaxCodes)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"A set must have 1 to {MaxCodes} codes.");
        }

        PlainCode[] codes = CodeGenerator.DrawSet(policy.BackupCodeFormat, count ?? policy.BackupCodeCount);
        return calls.MeasureAsync(call, async ValueTask<IssueOutcome> () =>
            (await issuer.RunAsync(call, policy.BackupCodeFormat, codes, cancellationToken).ConfigureAwait(false)).Match<IssueOutcome>(
                issued => issued.PendingUntil is { } until
                    ? new IssueOutcome.AwaitingConfirmation(SheetOf(issued, codes), until)
                    : new IssueOutcome.Issued(SheetOf(issued, codes)),
                already => new IssueOutcome.AlreadyIssued(already) { Replayed = true },
                why => new IssueOutcome.Refused(why),
                why => new IssueOutcome.Busy(why)));
    }

    public ValueTask<ConfirmOutcome> ConfirmAsync(AccountId account, string? typed, Caller caller, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = Open(RecoveryAction.Confirm, account, caller) with
        {
            Typed = typed,
            Receipt = ReceiptRequest.For(ReceiptVerb.ConfirmBackupCodes, caller, ReceiptRequest.InputOf(ProofPurpose.ChangeSecuritySettings, typed)),
        };
        return calls.MeasureAsync(call, async ValueTask<ConfirmOutcome> () =>
            (await redeemer.RunAsync(call, cancellationToken).ConfigureAwait(false)).ToConfirmOutcome(accepted => new ConfirmOutcome.Confirmed(accepted.Remaining)));
    }

    public ValueTask<RedeemOutcome> RedeemAsync(AccountId account, string? typed, Caller caller, ProofPurpose purpose = ProofPurpose.SignIn, CancellationToken cancellationToken = default)
    {
        RecoveryCalls.Check(purpose);
        RecoveryCall call = Open(RecoveryAction.Redeem, account, caller) with
        {
            Purpose = purpose,
            Typed = typed,
            Receipt = ReceiptRequest.For(ReceiptVerb.RedeemBackupCode, caller, ReceiptRequest.InputOf(purpose, typed)),
        };
        return calls.MeasureAsync(call, async ValueTask<RedeemOutcome> () =>
            (await redeemer.RunAsync(call, cancellationToken).ConfigureAwait(false)).ToRedeemOutcome(accepted => new RedeemOutcome.Redeemed(
                calls.Sign(call, new TicketFacts(ProofKind.BackupCode, purpose, accepted.Epoch, accepted.At, accepted.At + policy.TicketLifetime)), accepted.Remaining)));
    }

    public async ValueTask<BackupCodeStatus> GetStatusAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        Loaded loaded = await calls.ReadAsync(account, cancellationToken).ConfigureAwait(false);
        return BackupCodeStatus.Of(loaded.Record?.BackupCodes ?? BackupCodePart.None, policy, loaded.Now);
    }

    public ValueTask<RevokeOutcome> RevokeAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = Open(RecoveryAction.Revoke, account, caller);
        return calls.RunAsync(call, loaded => BackupCodeIssueRules.Revoke(loaded.Record, call, policy, loaded.Now), why => new RevokeOutcome.Busy(why), cancellationToken);
    }

    public ValueTask<ImportOutcome> ImportAsync(AccountId account, IReadOnlyList<string> codes, CodeFormat format, Caller caller, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = Open(RecoveryAction.Import, account, caller);
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(format);
        if (codes.Count is < 1 or > MaxCodes)
        {
            throw new ArgumentException($"An import must have 1 to {MaxCodes} codes.", nameof(codes));
        }

        if (!policy.BackupCodeFormats.Contains(format))
        {
            throw new ArgumentException($"The format '{format}' is not declared: add it to {nameof(AccountRecoveryOptions)}.{nameof(AccountRecoveryOptions.ImportFormats)}.", nameof(format));
        }

        var distinct = new SortedDictionary<string, PlainCode>(StringComparer.Ordinal);
        for (int i = 0; i < codes.Count; i++)
        {
            byte[] symbols = new byte[format.Length];
            NormalizationResult normalized = CodeNormalizer.Normalize(format, codes[i], symbols);
            if (!normalized.IsCode)
            {
                var malformed = new ImportOutcome.Malformed(i, normalized.Fault, normalized.Position);
                return calls.MeasureAsync(call, () => ValueTask.FromResult<ImportOutcome>(malformed));
            }

            distinct[Encoding.ASCII.GetString(symbols)] = new PlainCode(format, symbols);
        }

        byte[] input = Encoding.ASCII.GetBytes($"{format}|{string.Join('|', distinct.Keys)}");
        call = call with { Receipt = ReceiptRequest.For(ReceiptVerb.ImportBackupCodes, caller, SHA256.HashData(input)) };
        return calls.MeasureAsync(call, async ValueTask<ImportOutcome> () =>
            (await issuer.RunAsync(call, format, [.. distinct.Values], cancellationToken).ConfigureAwait(false)).Match<ImportOutcome>(
                issued => new ImportOutcome.Imported(distinct.Count),
                already => new ImportOutcome.Imported(already) { Replayed = true },
                why => new ImportOutcome.Refused(why),
                why => new ImportOutcome.Busy(why)));
    }

    private RecoveryCall Open(RecoveryAction action, AccountId account, Caller caller) => calls.Open(action, RecoveryMethod.BackupCodes, account, caller);

    private static CodeSheet SheetOf(IssueResult.Issued issued, PlainCode[] codes) => new(RecoveryMethod.BackupCodes, issued.Number, issued.At, codes);
}
