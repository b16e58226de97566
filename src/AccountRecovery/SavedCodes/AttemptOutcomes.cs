namespace AccountRecovery;

/// <summary>Makes the outcomes of redeeming and of confirming a saved code from the results of the rules.</summary>
internal static class AttemptOutcomes
{
    internal static RedeemOutcome ToRedeemOutcome<TAccepted>(this AttemptResult<TAccepted> result, Func<TAccepted, RedeemOutcome> accepted) => result.Match(
        accepted,
        normalized => new RedeemOutcome.Malformed(normalized.Fault, normalized.Position),
        why => new RedeemOutcome.Refused(why),
        until => new RedeemOutcome.Paused(until),
        () => new RedeemOutcome.Closed(),
        why => new RedeemOutcome.Busy(why)) with
    {
        Replayed = result.Replayed,
    };

    internal static ConfirmOutcome ToConfirmOutcome<TAccepted>(this AttemptResult<TAccepted> result, Func<TAccepted, ConfirmOutcome> accepted) => result.Match(
        accepted,
        normalized => new ConfirmOutcome.Malformed(normalized.Fault, normalized.Position),
        why => new ConfirmOutcome.Refused(why),
        until => new ConfirmOutcome.Paused(until),
        () => new ConfirmOutcome.Closed(),
        why => new ConfirmOutcome.Busy(why)) with
    {
        Replayed = result.Replayed,
    };
}
