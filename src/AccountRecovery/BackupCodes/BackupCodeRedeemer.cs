using System.Security.Cryptography;
using AccountRecovery.Ports;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.BackupCodeAccepted>;

namespace AccountRecovery;

/// <summary>
/// Runs the three steps of an attempt: charge, hash once on a hashing lane, and conclude. The place on a lane is reserved before the attempt is charged.
/// </summary>
internal sealed class BackupCodeRedeemer(RecordRunner runner, CodeHashers hashers, HashLimiter limiter, RecoveryPolicy policy)
{
    // The code that is hashed if there is no stored code to compare, so that the time of the answer does not reveal this.
    private static readonly byte[] NoCode = "00000000"u8.ToArray();
    private readonly RecordSecret _noSecret = RecordSecret.Generate();
    private readonly byte[] _noSalt = RandomNumberGenerator.GetBytes(CodeTags.SaltSize);

    internal async ValueTask<Attempt> RunAsync(RecoveryCall call, CancellationToken cancellationToken)
    {
        HashLease? lease = null;
        try
        {
            ChargeResult charged = await runner.RunAsync(
                call.Account,
                loaded => Remember(loaded, Reserve(BackupCodeRedemptionRules.Charge(loaded.Record, call, policy, loaded.Now), call, ref lease)),
                why => new ChargeResult.Answered(new Attempt.Busy(why)),
                cancellationToken).ConfigureAwait(false);
            return await charged.Match(
                static answered => Task.FromResult(answered.Result),
                refused => WorkInVainAsync(refused, lease, cancellationToken),
                examine => ConcludeAsync(call, examine, lease!, cancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            lease?.Dispose();
        }
    }

    // Runs inside the decision, so that the charge is not written if no hashing lane is free.
    private Decision<ChargeResult> Reserve(Decision<ChargeResult> decision, RecoveryCall call, ref HashLease? lease)
    {
        if (decision.Answer is ChargeResult.Examine examine && hashers.Find(examine.Set.Scheme, examine.Set.Cost) is null)
        {
            return new ChargeResult.Answered(new Attempt.Refused(Refusal.HashNotAccepted));
        }

        CallerClass? callerClass = decision.Answer switch
        {
            ChargeResult.Examine => CallerClass.Anonymous,
            ChargeResult.RefusedLikeWork when !policy.BackupCodeFormat.IsBeyondGuessing => CallerClass.Unknown,
            _ => null,
        };
        if (callerClass is null)
        {
            return decision;
        }

        lease ??= limiter.TryTake(call.IsAttested ? CallerClass.Attested : callerClass.Value);
        return lease is null ? new ChargeResult.Answered(new Attempt.Busy(BusyReason.Lanes)) : decision;
    }

    // If the answer is that a pending set has expired, the removal of the set is written. Otherwise a clock that is set back could make the set valid again.
    private static Decision<ChargeResult> Remember(Loaded loaded, Decision<ChargeResult> decision) =>
        decision.Answer is ChargeResult.RefusedLikeWork { Why: Refusal.NothingPending } && loaded.HasEnded
            ? decision with { Next = loaded.Record }
            : decision;

    private async Task<Attempt> ConcludeAsync(RecoveryCall call, ChargeResult.Examine examine, HashLease lease, CancellationToken cancellationToken)
    {
        ICodeHasher hasher = hashers.Find(examine.Set.Scheme, examine.Set.Cost)!;
        byte[] tag = await lease.RunAsync(
            () => CodeTags.Slow(hashers, hasher, examine.Set.Cost, examine.Secret, RecoveryMethod.BackupCodes, examine.Set.Salt.AsSpan(), examine.Symbols.AsSpan()),
            cancellationToken).ConfigureAwait(false);
        return await runner.RunAsync(
            call.Account,
            loaded => BackupCodeRedemptionRules.Conclude(loaded.Record, call, examine, tag, policy, loaded.Now),
            why => new Attempt.Busy(why),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<Attempt> WorkInVainAsync(ChargeResult.RefusedLikeWork refused, HashLease? lease, CancellationToken cancellationToken)
    {
        if (lease is not null)
        {
            ICodeHasher hasher = hashers.Preferred;
            await lease.RunAsync(
                () => CodeTags.Slow(hashers, hasher, hasher.PreferredCost, _noSecret, RecoveryMethod.BackupCodes, _noSalt, NoCode),
                cancellationToken).ConfigureAwait(false);
        }

        return new Attempt.Refused(refused.Why);
    }
}
