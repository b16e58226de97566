using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class RedeemRecoveryKeyCommand : Verb
{
    private readonly Argument<string?> _key = TypedCodes.One("The recovery key, as typed.");

    internal RedeemRecoveryKeyCommand()
        : base("redeem", "Spends the recovery key, for a proof that 'recover' takes. Everything else stays as it is.")
    {
        Add(_key);
        Add(SharedOptions.Account);
        Add(SharedOptions.IdempotencyKey);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        string typed = await TypedCodes.ReadAsync(given.GetValue(_key), cancellationToken);
        RedeemOutcome outcome = await application.RecoveryKeys.RedeemAsync(account, typed, application.Caller, cancellationToken: cancellationToken);
        return outcome.Match(
            redeemed => new Answer(
                ExitCode.Done,
                "redeemed",
                $"Accepted. The recovery key is spent. Make a new one soon, with 'recovery-key begin'.{Answers.ToRecover(redeemed.Proof.Reveal())}",
                new JsonObject { ["proof"] = redeemed.Proof.Reveal(), ["replayed"] = outcome.Replayed }),
            malformed => Answers.Malformed(malformed.Fault, malformed.Position),
            refused => Answers.Refused("refused", refused.Why, outcome.Replayed, RecoveryMethod.RecoveryKey),
            paused => Answers.Paused(paused.Until, "Wait until then."),
            closed => Answers.Closed(),
            busy => Answers.Busy(busy.Why)).About(account);
    }
}
