using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class RevokeRecoveryCodeCommand : Verb
{
    internal RevokeRecoveryCodeCommand()
        : base("revoke", "Kills the recovery code. Takes what replacing it takes.")
    {
        Add(SharedOptions.Account);
        Add(SharedOptions.RecoveryCode);
        Add(SharedOptions.Proof);
        Add(SharedOptions.TrustedDevice);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        string? current = await TypedCodes.ReadBesideAsync(given.GetValue(SharedOptions.RecoveryCode), cancellationToken);
        if (await application.ReadProofsAsync(account, given, cancellationToken) is not { } proofs)
        {
            return Answers.Refused("refused", Refusal.TicketInvalid).About(account);
        }

        RevokeOutcome outcome = await application.RecoveryCodes.RevokeAsync(account, application.Caller.Having([.. proofs]), current, cancellationToken);
        return outcome.Match(
            revoked => new Answer(
                ExitCode.Done,
                "revoked",
                revoked.Codes == 0 ? $"{account} had no recovery code in force." : $"The recovery code of {account} works no more.",
                new JsonObject { ["codes"] = revoked.Codes }),
            refused => Answers.Refused("refused", refused.Why, about: RecoveryMethod.RecoveryCode),
            busy => Answers.Busy(busy.Why)).About(account);
    }
}
