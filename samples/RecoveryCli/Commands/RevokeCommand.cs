using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class RevokeCommand : Verb
{
    internal RevokeCommand()
        : base("revoke", "Kills all codes of an account.") => Add(SharedOptions.Account);

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        RecoveryTicket password = await application.VouchAsync(account, ProofPurpose.ChangeSecuritySettings, cancellationToken);
        RevokeOutcome outcome = await application.BackupCodes.RevokeAsync(account, application.Caller.Having(password), cancellationToken);
        return outcome.Match(
            revoked => new Answer(
                ExitCode.Done,
                "revoked",
                $"No code of {account} works any more; {Words.Count(revoked.Codes, "unspent code")} died.",
                new JsonObject { ["codes"] = revoked.Codes }),
            refused => Answers.Refused("refused", refused.Why),
            busy => Answers.Busy(busy.Why)).About(account);
    }
}
