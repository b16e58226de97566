using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class ReopenCommand : Verb
{
    internal ReopenCommand()
        : base("reopen", "For operators: a new grant, printed once, where one ran out before new credentials were set. Review the person first.") => Add(SharedOptions.Account);

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken ct)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        ReopenOutcome outcome = await application.Operations.ReopenAsync(account, application.Caller, ct);
        return outcome.Match(
            reopened => Say(reopened.Grant.Reveal(), Words.Name(reopened.Until)),
            tooSoon => new Answer(
                ExitCode.Refused,
                "too_soon",
                $"Not before {Words.Name(tooSoon.Until)}: the owner is to have time to object.",
                new JsonObject { ["until"] = Words.Name(tooSoon.Until) }),
            notNeeded => new Answer(ExitCode.Refused, "not_needed", $"{account} does not wait for new credentials.", []),
            noRecord => Answers.NoRecord(account),
            busy => Answers.Busy(busy.Why)).About(account);
    }

    private static Answer Say(string grant, string until) => new(
        ExitCode.Done,
        "reopened",
        $"A new grant, good until {until}; earlier ones are void. Who has it has the account, so give it to nobody else:\n  {grant}",
        new JsonObject { ["grant"] = grant, ["until"] = until });
}
