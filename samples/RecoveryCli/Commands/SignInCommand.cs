using System.CommandLine;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class SignInCommand : Verb
{
    internal SignInCommand()
        : base("sign-in", "The host's own sign-in has passed: records it, at most once in 24 hours, and tells what to ask of the person, or why they are not let in.")
    {
        Add(SharedOptions.Account);
        AccessResults.AddFactsTo(this);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        SignInOutcome outcome = await application.Prompt.RecordSignInAsync(account, AccessResults.FactsIn(given), application.Caller, cancellationToken);
        return outcome.Match(
            recorded => AccessResults.Say(recorded.Answer, AccountAction.SignIn, "signed_in", "Signed in."),
            denied => AccessResults.Say(denied.Answer, AccountAction.SignIn, "signed_in", "Signed in."),
            busy => Answers.Busy(busy.Why)).About(account);
    }
}
