using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class CredentialsSetCommand : Verb
{
    internal CredentialsSetCommand()
        : base("credentials-set", "The host reports that it has set new credentials for an account whose recovery code was redeemed. Left out, the grant is read from standard input.")
    {
        Add(SharedOptions.Account);
        Add(SharedOptions.Grant);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        RecoveryTicket? grant = await TypedCodes.ReadTicketAsync(given.GetValue(SharedOptions.Grant), cancellationToken);
        CredentialsOutcome outcome = grant is null
            ? new CredentialsOutcome.Refused(Refusal.TicketInvalid)
            : await application.Recovery.CredentialsSetAsync(account, application.Caller.Having(grant), cancellationToken);
        return outcome.Match(
            done => new Answer(
                ExitCode.Done,
                "credentials_set",
                $"The new credentials are good. Sessions that began before {Words.Name(done.SessionsValidFrom)} are void. Now make a new recovery code: 'recovery-code make --grant'.",
                new JsonObject { ["sessions_valid_from"] = Words.Name(done.SessionsValidFrom) }),
            refused => Answers.Refused("refused", refused.Why, about: RecoveryMethod.RecoveryCode),
            busy => Answers.Busy(busy.Why)).About(account);
    }
}
