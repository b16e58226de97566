using System.Security.Cryptography;
using AccountRecovery.Ports;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.BackupCodeAccepted>;

namespace AccountRecovery;

/// <summary>Carries one attempt through: charge, one hash on a lane, conclude. A lane is reserved before anything is charged.</summary>
internal sealed class BackupCodeRedeemer(RecordRunner runner, CodeHashers hashers, HashingLanes lanes, RecoveryPolicy policy)
{
    // What is hashed when there is nothing to compare with, so that the time taken does not tell.
    private static readonly byte[] NoCode = "00000000"u8.ToArray();
    private readonly RecordSecret _noSecret = RecordSecret.Generate();
    private readonly byte[] _noSalt = RandomNumberGenerator.GetBytes(CodeTags.SaltSize);

    internal async ValueTask<Attempt> RunAsync(RecoveryCall call, CancellationToken ct)
    {
        LanePlace? place = null;
        try
        {
            ChargeResult charged = await runner.RunAsync(
                call.Account,
                loaded => Remember(loaded, Reserve(BackupCodeRedemptionRules.Charge(loaded.Record, call, policy, loaded.Now), call, ref place)),
                why => new ChargeResult.Answered(new Attempt.Busy(why)),
                ct).ConfigureAwait(false);
            return await charged.Match(
                static answered => Task.FromResult(answered.Result),
                refused => WorkInVainAsync(refused, place, ct),
                examine => ConcludeAsync(call, examine, place!, ct)).ConfigureAwait(false);
        }
        finally
        {
            place?.Dispose();
        }
    }

    // Runs inside the decision, so that without a lane the charge is not written.
    private Decision<ChargeResult> Reserve(Decision<ChargeResult> decision, RecoveryCall call, ref LanePlace? place)
    {
        if (decision.Answer is ChargeResult.Examine examine && hashers.Find(examine.Set.Scheme, examine.Set.Cost) is null)
        {
            return new ChargeResult.Answered(new Attempt.Refused(Refusal.HashNotAccepted));
        }

        LaneUse? use = decision.Answer switch
        {
            ChargeResult.Examine => LaneUse.Anonymous,
            ChargeResult.RefusedLikeWork when !policy.BackupCodeFormat.IsBeyondGuessing => LaneUse.Unknown,
            _ => null,
        };
        if (use is null)
        {
            return decision;
        }

        place ??= lanes.TryTake(call.IsAttested ? LaneUse.Attested : use.Value);
        return place is null ? new ChargeResult.Answered(new Attempt.Busy(BusyReason.Lanes)) : decision;
    }

    // A pending set that is said to have run out is written as gone: a clock that steps back afterwards must not revive it.
    private static Decision<ChargeResult> Remember(Loaded loaded, Decision<ChargeResult> decision) =>
        decision.Answer is ChargeResult.RefusedLikeWork { Why: Refusal.NothingPending } && loaded.HasEnded
            ? decision with { Next = loaded.Record }
            : decision;

    private async Task<Attempt> ConcludeAsync(RecoveryCall call, ChargeResult.Examine examine, LanePlace place, CancellationToken ct)
    {
        ICodeHasher hasher = hashers.Find(examine.Set.Scheme, examine.Set.Cost)!;
        byte[] tag = await place.RunAsync(
            () => CodeTags.Slow(hashers, hasher, examine.Set.Cost, examine.Secret, RecoveryMethod.BackupCodes, examine.Set.Salt.AsSpan(), examine.Symbols.AsSpan()),
            ct).ConfigureAwait(false);
        return await runner.RunAsync(
            call.Account,
            loaded => BackupCodeRedemptionRules.Conclude(loaded.Record, call, examine, tag, policy, loaded.Now),
            why => new Attempt.Busy(why),
            ct).ConfigureAwait(false);
    }

    private async Task<Attempt> WorkInVainAsync(ChargeResult.RefusedLikeWork refused, LanePlace? place, CancellationToken ct)
    {
        if (place is not null)
        {
            ICodeHasher hasher = hashers.Preferred;
            await place.RunAsync(
                () => CodeTags.Slow(hashers, hasher, hasher.PreferredCost, _noSecret, RecoveryMethod.BackupCodes, _noSalt, NoCode),
                ct).ConfigureAwait(false);
        }

        return new Attempt.Refused(refused.Why);
    }
}
