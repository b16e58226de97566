using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class ConfirmRecoveryKeyCommand : Verb
{
    private readonly Argument<string?> _key = TypedCodes.One("The new key, typed back; it is not spent.");

    internal ConfirmRecoveryKeyCommand()
        : base("confirm", "Puts a key made with 'recovery-key begin' in force.")
    {
        Add(_key);
        Add(SharedOptions.Account);
        Add(SharedOptions.IdempotencyKey);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        string typed = await TypedCodes.ReadAsync(given.GetValue(_key), cancellationToken);
        ConfirmOutcome outcome = await application.RecoveryKeys.ConfirmAsync(account, typed, application.Caller, cancellationToken);
        return outcome.Match(
            confirmed => new Answer(
                ExitCode.Done,
                "confirmed",
                "The recovery key is in force. Keep it on paper, away from your devices.",
                new JsonObject { ["replayed"] = outcome.Replayed }),
            malformed => Answers.Malformed(malformed.Fault, malformed.Position),
            refused => Answers.Refused("refused", refused.Why, outcome.Replayed, RecoveryMethod.RecoveryKey),
            paused => Answers.Paused(paused.Until, "Wait until then."),
            closed => Answers.Closed(),
            busy => Answers.Busy(busy.Why)).About(account);
    }
}
