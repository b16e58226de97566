using System.Security.Cryptography;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Carries one attempt through: charge, one hash on a lane, conclude. A lane is reserved before anything is charged.</summary>
internal sealed class BackupCodeAttempt(RecordRunner runner, CodeHashers hashers, HashingLanes lanes, RecoveryPolicy policy)
{
    // What is hashed when there is nothing to compare with, so that the time taken does not tell.
    private static readonly byte[] NoCode = "00000000"u8.ToArray();
    private readonly RecordSecret _noSecret = RecordSecret.Generate();
    private readonly byte[] _noSalt = RandomNumberGenerator.GetBytes(CodeTags.SaltSize);

    internal async ValueTask<AttemptAnswer> RunAsync(AccountId account, AttemptAsk ask, CancellationToken ct)
    {
        LanePlace? place = null;
        try
        {
            AttemptAnswer answer = await runner.RunAsync(
                account,
                loaded => Remember(loaded, Reserve(BackupCodeRedemptionRules.Charge(loaded.Record, ask, policy, loaded.Now), ask, ref place)),
                why => new AttemptAnswer.Busy(why),
                ct).ConfigureAwait(false);
            return answer switch
            {
                AttemptAnswer.Examine examine => await ConcludeAsync(account, ask, examine, place!, ct).ConfigureAwait(false),
                AttemptAnswer.RefusedLikeWork refused => await WorkInVainAsync(refused, place, ct).ConfigureAwait(false),
                _ => answer,
            };
        }
        finally
        {
            place?.Dispose();
        }
    }

    // Runs inside the decision, so that without a lane the charge is not written.
    private Decision<AttemptAnswer> Reserve(Decision<AttemptAnswer> decision, AttemptAsk ask, ref LanePlace? place)
    {
        LaneUse use;
        switch (decision.Answer)
        {
            case AttemptAnswer.Examine examine when hashers.Find(examine.Set.Scheme, examine.Set.Cost) is null:
                return new AttemptAnswer.Refused(Refusal.HashNotAccepted);
            case AttemptAnswer.Examine:
                use = LaneUse.Anonymous;
                break;
            case AttemptAnswer.RefusedLikeWork when !policy.BackupCodeFormat.IsBeyondGuessing:
                use = LaneUse.Unknown;
                break;
            default:
                return decision;
        }

        place ??= lanes.TryTake(ask.Attested ? LaneUse.Attested : use);
        return place is null ? new AttemptAnswer.Busy(BusyReason.Lanes) : decision;
    }

    // A pending set that is told to have run out is written as gone: a clock that steps back afterwards must not revive it.
    private static Decision<AttemptAnswer> Remember(Loaded loaded, Decision<AttemptAnswer> decision) =>
        decision.Answer is AttemptAnswer.RefusedLikeWork { Why: Refusal.NothingPending } && loaded.HasEnded
            ? decision with { Next = loaded.Record }
            : decision;

    private async Task<AttemptAnswer> ConcludeAsync(AccountId account, AttemptAsk ask, AttemptAnswer.Examine examine, LanePlace place, CancellationToken ct)
    {
        ICodeHasher hasher = hashers.Find(examine.Set.Scheme, examine.Set.Cost)!;
        byte[] tag = await place.RunAsync(
            () => hashers.Hash(hasher, examine.Set.Cost, examine.Secret, RecoveryMethod.BackupCodes, examine.Set.Salt.AsSpan(), examine.Symbols.AsSpan()),
            ct).ConfigureAwait(false);
        return await runner.RunAsync(
            account,
            loaded => BackupCodeRedemptionRules.Conclude(loaded.Record, ask, examine, tag, policy, loaded.Now),
            why => new AttemptAnswer.Busy(why),
            ct).ConfigureAwait(false);
    }

    private async Task<AttemptAnswer> WorkInVainAsync(AttemptAnswer.RefusedLikeWork refused, LanePlace? place, CancellationToken ct)
    {
        if (place is not null)
        {
            ICodeHasher hasher = hashers.Preferred;
            await place.RunAsync(
                () => hashers.Hash(hasher, hasher.PreferredCost, _noSecret, RecoveryMethod.BackupCodes, _noSalt, NoCode),
                ct).ConfigureAwait(false);
        }

        return new AttemptAnswer.Refused(refused.Why);
    }
}
