using System.CommandLine;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class EraseCommand : Verb
{
    private readonly Option<bool> _force = new("--force") { Description = "Even while the wait runs or a recovery is frozen." };

    internal EraseCommand()
        : base("erase", "Erases everything that is kept about an account, its codes included.")
    {
        Add(SharedOptions.Account);
        Add(_force);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        EraseOutcome outcome = await application.Data.EraseAsync(account, application.Caller, given.GetValue(_force), cancellationToken);
        return outcome.Match(
            erased => new Answer(ExitCode.Done, "erased", $"Nothing is kept about {account} any more. Backups of the database keep what they have.", []),
            noRecord => Answers.NoRecord(account),
            refused => Answers.TryAgain(
                Answers.Refused("refused", refused.Why) with { Text = $"{Words.Say(refused.Why)} Erasing would undo what protects the owner; --force does it all the same." },
                refused.Until),
            busy => Answers.Busy(busy.Why)).About(account);
    }
}
