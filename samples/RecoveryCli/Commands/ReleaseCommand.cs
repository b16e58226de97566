using System.CommandLine;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class ReleaseCommand : Verb
{
    internal ReleaseCommand()
        : base("release", "For operators: a grant, printed once, for an account that was frozen; everything that was made since its recovery is void. Review the person first.") => Add(SharedOptions.Account);

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        ReopenOutcome outcome = await application.Operations.ReleaseAsync(account, application.Caller, cancellationToken);
        return Answers.Granted(outcome, account, "released", $"{account} is not frozen.").About(account);
    }
}
