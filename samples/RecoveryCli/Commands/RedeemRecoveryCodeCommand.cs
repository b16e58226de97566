using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class RedeemRecoveryCodeCommand : Verb
{
    private readonly Argument<string?> _code = TypedCodes.One("The recovery code, as typed.");

    internal RedeemRecoveryCodeCommand()
        : base("redeem", "Spends the recovery code, which voids everything else and gives a grant, printed once, to set the account up again.")
    {
        Add(_code);
        Add(SharedOptions.Account);
        Add(SharedOptions.IdempotencyKey);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        string typed = await TypedCodes.ReadAsync(given.GetValue(_code), cancellationToken);
        RedeemOutcome outcome = await application.RecoveryCodes.RedeemAsync(account, typed, application.Caller, cancellationToken: cancellationToken);
        return outcome.Match(
            redeemed => Say(redeemed, redeemed.Voided!, redeemed.Grant!.Reveal()),
            malformed => Answers.Malformed(malformed.Fault, malformed.Position),
            refused => Answers.Refused("refused", refused.Why, outcome.Replayed, RecoveryMethod.RecoveryCode),
            paused => Answers.Paused(paused.Until, "Wait until then."),
            closed => Answers.Closed(),
            busy => Answers.Busy(busy.Why)).About(account);
    }

    private static Answer Say(RedeemOutcome.Redeemed redeemed, Voided voided, string grant) => new(
        ExitCode.Done,
        "redeemed",
        $"Accepted. The recovery code is spent. Void from now on: {Words.Count(voided.BackupCodes, "backup code")}, {(voided.RecoveryKey ? "the recovery key, " : string.Empty)}{(voided.Contacts > 0 ? $"{Words.Count(voided.Contacts, "contact")}, " : string.Empty)}every session.\n"
            + "Nobody signs in until new credentials are set. Set them, then report them: 'credentials-set --grant GRANT'.\n"
            + "The grant, good for 24 hours. Who has it has the account, so keep it to yourself:\n"
            + $"  {grant}",
        new JsonObject
        {
            ["voided"] = new JsonObject { ["backup_codes"] = voided.BackupCodes, ["recovery_key"] = voided.RecoveryKey, ["contacts"] = voided.Contacts },
            ["grant"] = grant,
            ["replayed"] = redeemed.Replayed,
        });
}
