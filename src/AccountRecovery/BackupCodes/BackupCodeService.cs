using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace AccountRecovery;

internal sealed class BackupCodeService(
    RecordRunner runner, BackupCodeAttempt attempts, BackupCodeIssue issues, TicketSigner signer, RecoveryPolicy policy) : IBackupCodes
{
    /// <summary>The most codes in a set.</summary>
    internal const int MaxCodes = 32;

    public async ValueTask<IssueOutcome> GenerateAsync(AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, int? count = null, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        if (count is < 1 or > MaxCodes)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"A set has 1 to {MaxCodes} codes.");
        }

        var ask = new IssueAsk(
            Imports: false, Open(account, proofs, caller), caller.TwoStep, ReceiptAsk.For(ReceiptVerb.GenerateBackupCodes, caller, []), CallerTrace.Of(caller));
        PlainCode[] codes = CodeGenerator.DrawSet(policy.BackupCodeFormat, count ?? policy.BackupCodeCount);
        return await issues.RunAsync(account, ask, policy.BackupCodeFormat, codes, ct).ConfigureAwait(false) switch
        {
            IssueAnswer.Issued { PendingUntil: { } until } it => new IssueOutcome.AwaitingConfirmation(new CodeSheet(RecoveryMethod.BackupCodes, it.Number, it.At, codes), until),
            IssueAnswer.Issued it => new IssueOutcome.Issued(new CodeSheet(RecoveryMethod.BackupCodes, it.Number, it.At, codes)),
            IssueAnswer.Already it => new IssueOutcome.AlreadyIssued(it.Value) { Replayed = true },
            IssueAnswer.Refused it => new IssueOutcome.Refused(it.Why),
            IssueAnswer.Busy it => new IssueOutcome.Busy(it.Why),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }

    public async ValueTask<ConfirmOutcome> ConfirmAsync(
        AccountId account, string? typed, Caller caller, Ticket? attestation = null, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        AttemptAsk ask = Ask(account, typed, confirms: true, ProofPurpose.ChangeSecuritySettings, caller, attestation);
        AttemptAnswer answer = await attempts.RunAsync(account, ask, ct).ConfigureAwait(false);
        ConfirmOutcome outcome = answer switch
        {
            AttemptAnswer.Accepted it => new ConfirmOutcome.Confirmed(it.Remaining),
            AttemptAnswer.Malformed it => new ConfirmOutcome.Malformed(it.Fold.Fault, it.Fold.Position),
            AttemptAnswer.Refused it => new ConfirmOutcome.Rejected(it.Why),
            AttemptAnswer.Paused it => new ConfirmOutcome.Paused(it.Until),
            AttemptAnswer.Closed => new ConfirmOutcome.Closed(),
            AttemptAnswer.Busy it => new ConfirmOutcome.Busy(it.Why),
            _ => throw new InvalidOperationException("The family is closed."),
        };
        return outcome with { Replayed = answer.Replayed };
    }

    public async ValueTask<RedeemOutcome> RedeemAsync(
        AccountId account, string? typed, ProofPurpose purpose, Caller caller, Ticket? attestation = null, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        Arguments.Check(purpose);
        AttemptAsk ask = Ask(account, typed, confirms: false, purpose, caller, attestation);
        AttemptAnswer answer = await attempts.RunAsync(account, ask, ct).ConfigureAwait(false);
        RedeemOutcome outcome = answer switch
        {
            AttemptAnswer.Accepted it => new RedeemOutcome.Redeemed(
                signer.Sign(account, caller.GivenSession, new TicketFacts(ProofKind.BackupCode, purpose, it.Epoch, it.At, it.At + policy.TicketLifetime)), it.Remaining),
            AttemptAnswer.Malformed it => new RedeemOutcome.Malformed(it.Fold.Fault, it.Fold.Position),
            AttemptAnswer.Refused it => new RedeemOutcome.Rejected(it.Why),
            AttemptAnswer.Paused it => new RedeemOutcome.Paused(it.Until),
            AttemptAnswer.Closed => new RedeemOutcome.Closed(),
            AttemptAnswer.Busy it => new RedeemOutcome.Busy(it.Why),
            _ => throw new InvalidOperationException("The family is closed."),
        };
        return outcome with { Replayed = answer.Replayed };
    }

    public async ValueTask<BackupCodeStatus> GetStatusAsync(AccountId account, CancellationToken ct = default)
    {
        Arguments.Check(account);
        Loaded loaded = await runner.ReadAsync(account, ct).ConfigureAwait(false);
        return BackupCodeStatus.Of(loaded.Record?.BackupCodes ?? BackupCodePart.None, loaded.Now);
    }

    public ValueTask<RevokeOutcome> RevokeAsync(AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        var ask = new IssueAsk(Imports: false, Open(account, proofs, caller), caller.TwoStep, Receipt: null, CallerTrace.Of(caller));
        return runner.RunAsync(
            account,
            loaded => BackupCodeIssueRules.Revoke(loaded.Record, ask, policy, loaded.Now),
            why => new RevokeOutcome.Busy(why),
            ct);
    }

    public async ValueTask<ImportOutcome> ImportAsync(
        AccountId account, IReadOnlyList<string> codes, CodeFormat format, Caller caller, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(format);
        if (codes.Count is < 1 or > MaxCodes)
        {
            throw new ArgumentException($"An import has 1 to {MaxCodes} codes.", nameof(codes));
        }

        if (!policy.BackupCodeFormats.Contains(format))
        {
            throw new ArgumentException($"The format '{format}' is not declared: add it to {nameof(AccountRecoveryOptions)}.{nameof(AccountRecoveryOptions.ImportFormats)}.", nameof(format));
        }

        var distinct = new SortedDictionary<string, PlainCode>(StringComparer.Ordinal);
        for (int i = 0; i < codes.Count; i++)
        {
            byte[] symbols = new byte[format.Length];
            FoldResult fold = CodeFolding.Fold(format, codes[i], symbols);
            if (!fold.IsCode)
            {
                return new ImportOutcome.Malformed(i, fold.Fault, fold.Position);
            }

            distinct[Encoding.ASCII.GetString(symbols)] = new PlainCode(format, symbols);
        }

        byte[] input = Encoding.ASCII.GetBytes($"{format}|{string.Join('|', distinct.Keys)}");
        var ask = new IssueAsk(
            Imports: true, [], TwoStep: false, ReceiptAsk.For(ReceiptVerb.ImportBackupCodes, caller, SHA256.HashData(input)), CallerTrace.Of(caller));
        return await issues.RunAsync(account, ask, format, [.. distinct.Values], ct).ConfigureAwait(false) switch
        {
            IssueAnswer.Issued => new ImportOutcome.Imported(distinct.Count),
            IssueAnswer.Already it => new ImportOutcome.Imported(it.Value) { Replayed = true },
            IssueAnswer.Refused it => new ImportOutcome.Refused(it.Why),
            IssueAnswer.Busy it => new ImportOutcome.Busy(it.Why),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }

    private AttemptAsk Ask(AccountId account, string? typed, bool confirms, ProofPurpose purpose, Caller caller, Ticket? attestation)
    {
        // The receipt tells same from other input by what was typed and for what; bounded, as all input is.
        ReadOnlySpan<char> looked = typed.AsSpan(0, Math.Min(typed?.Length ?? 0, CodeFolding.MaxTyped + 1));
        byte[] input = [(byte)purpose, .. Encoding.UTF8.GetBytes(looked.ToString())];
        ReceiptVerb verb = confirms ? ReceiptVerb.ConfirmBackupCodes : ReceiptVerb.RedeemBackupCode;
        return new AttemptAsk(
            typed,
            confirms,
            purpose,
            attestation is not null,
            attestation is null ? null : signer.Open(account, caller.GivenSession, attestation),
            ReceiptAsk.For(verb, caller, input),
            CallerTrace.Of(caller));
    }

    private ImmutableArray<TicketFacts?> Open(AccountId account, IReadOnlyList<Ticket> proofs, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(proofs);
        return [.. proofs.Select(proof => signer.Open(account, caller.GivenSession, proof ?? throw new ArgumentException("A ticket is null.", nameof(proofs))))];
    }
}
