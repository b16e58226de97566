using System.CommandLine;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class ReopenCommand : Verb
{
    internal ReopenCommand()
        : base("reopen", "For operators: a new grant, printed once, where one ran out before new credentials were set. Review the person first.") => Add(SharedOptions.Account);

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        ReopenOutcome outcome = await application.Operations.ReopenAsync(account, application.Caller, cancellationToken);
        return Answers.Granted(outcome, account, "reopened", $"{account} does not wait for new credentials.").About(account);
    }
}
