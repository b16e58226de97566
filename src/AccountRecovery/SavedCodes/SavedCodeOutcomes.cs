namespace AccountRecovery;

/// <summary>What the rules said, as the outcome of the call.</summary>
internal static class SavedCodeOutcomes
{
    internal static RedeemOutcome Of(SavedCodeAnswer answer, Func<SavedCodeAnswer.Accepted, RedeemOutcome.Redeemed> accepted)
    {
        RedeemOutcome outcome = answer switch
        {
            SavedCodeAnswer.Accepted it => accepted(it),
            SavedCodeAnswer.Malformed it => new RedeemOutcome.Malformed(it.Fold.Fault, it.Fold.Position),
            SavedCodeAnswer.Refused it => new RedeemOutcome.Rejected(it.Why),
            SavedCodeAnswer.Paused it => new RedeemOutcome.Paused(it.Until),
            SavedCodeAnswer.Closed => new RedeemOutcome.Closed(),
            SavedCodeAnswer.Busy it => new RedeemOutcome.Busy(it.Why),
            _ => throw new InvalidOperationException("The family is closed."),
        };
        return outcome with { Replayed = answer.Replayed };
    }
}
