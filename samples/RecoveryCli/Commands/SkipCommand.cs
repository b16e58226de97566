using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class SkipCommand : Verb
{
    private readonly Option<bool> _twoStep = new("--two-step") { Description = "Two-step verification is on for the account, and the second step has passed too." };

    internal SkipCommand()
        : base("skip", "Puts the question whether a contact still reaches the person off: for 24 hours, at most until seven days after it was first asked. The host vouches for the sign-in that has just passed.")
    {
        Add(SharedOptions.Account);
        Add(_twoStep);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        bool twoStep = given.GetValue(_twoStep);
        const ProofPurpose Purpose = ProofPurpose.AnswerPrompt;
        RecoveryTicket password = await application.VouchAsync(account, Purpose, cancellationToken);
        RecoveryTicket[] proofs = twoStep ? [password, await application.VouchAsync(account, HostProof.HostTwoStep, Purpose, cancellationToken)] : [password];
        SkipOutcome outcome = await application.Prompt.SkipPromptAsync(account, application.CallerWith(twoStep).Having(proofs), cancellationToken);
        return outcome.Match(
            skipped => new Answer(
                ExitCode.Done,
                "skipped",
                $"Put off until {Words.Name(skipped.Until)}.",
                new JsonObject { ["until"] = Words.Name(skipped.Until) }),
            refused => Answers.TryAgain(Answers.Refused("refused", refused.Why, about: RecoveryMethod.SecurityCodes), refused.Until),
            busy => Answers.Busy(busy.Why)).About(account);
    }
}
