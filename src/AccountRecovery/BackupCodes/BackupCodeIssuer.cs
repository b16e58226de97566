using System.Collections.Immutable;
using System.Security.Cryptography;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Runs the three steps of issuing a set: check that it may be issued, hash the codes on a hashing lane, and commit.</summary>
internal sealed class BackupCodeIssuer(RecordRunner runner, CodeHashers hashers, HashLimiter limiter, RecoveryPolicy policy)
{
    private const int MostTries = 3;

    internal async ValueTask<IssueResult> RunAsync(RecoveryCall call, CodeFormat format, IReadOnlyList<PlainCode> codes, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < MostTries; attempt++)
        {
            IssueStep may = await DecideAsync(call.Account, loaded => BackupCodeIssueRules.Prepare(loaded.Record, call, policy, loaded.Now), cancellationToken).ConfigureAwait(false);
            if (may.Answer is { } refused)
            {
                return refused;
            }

            // A caller who generates codes has proved the host's password. An import, which the host runs, counts as an anonymous caller here.
            using HashLease? lease = format.IsBeyondGuessing ? null : limiter.TryTake(call.Action == RecoveryAction.Import ? CallerClass.Anonymous : CallerClass.Attested);
            if (lease is null && !format.IsBeyondGuessing)
            {
                return new IssueResult.Busy(BusyReason.Lanes);
            }

            PreparedSet prepared = await PrepareAsync(may.Secret ?? RecordSecret.Generate(), format, codes, lease, cancellationToken).ConfigureAwait(false);
            prepared = prepared with { MakesRecord = may.Secret is null };
            IssueStep issued = await DecideAsync(call.Account, loaded => BackupCodeIssueRules.Issue(loaded.Record, call, prepared, policy, loaded.Now), cancellationToken).ConfigureAwait(false);
            if (issued.Answer is { } answer)
            {
                return answer;
            }
        }

        return new IssueResult.Busy(BusyReason.Conflict);
    }

    private ValueTask<IssueStep> DecideAsync(AccountId account, Func<Loaded, Decision<IssueStep>> decide, CancellationToken cancellationToken) =>
        runner.RunAsync(account, decide, why => new IssueResult.Busy(why), cancellationToken);

    private async Task<PreparedSet> PrepareAsync(
        RecordSecret secret, CodeFormat format, IReadOnlyList<PlainCode> codes, HashLease? lease, CancellationToken cancellationToken)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(CodeTags.SaltSize);
        if (lease is null)
        {
            return new PreparedSet(secret, format, CodeTags.KeyedScheme, string.Empty, [.. salt], Tags(code => CodeTags.Keyed(secret, RecoveryMethod.BackupCodes, salt, code.Symbols)));
        }

        ICodeHasher hasher = hashers.Preferred;
        string cost = hasher.PreferredCost;
        ImmutableArray<ImmutableArray<byte>> tags = await lease.RunAsync(
            () => Tags(code =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return CodeTags.Slow(hashers, hasher, cost, secret, RecoveryMethod.BackupCodes, salt, code.Symbols);
            }),
            cancellationToken).ConfigureAwait(false);
        return new PreparedSet(secret, format, hasher.Scheme, cost, [.. salt], tags);

        ImmutableArray<ImmutableArray<byte>> Tags(Func<PlainCode, byte[]> tag) => [.. codes.Select(code => tag(code).ToImmutableArray())];
    }
}
