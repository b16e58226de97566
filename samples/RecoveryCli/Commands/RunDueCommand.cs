using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class RunDueCommand : Verb
{
    private const int MostAccounts = 1_000_000;

    private readonly Option<int?> _max = SharedOptions.Number("--max", "The most accounts to change", 1, MostAccounts);

    internal RunDueCommand()
        : base("run-due", "Ends what has run out, such as a wait or a set that nobody confirmed, and sends reminders and messages that could not be sent. Run it every minute or so.") => Add(_max);

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        DueWorkReport report = await application.DueWork.RunAsync(given.GetValue(_max) ?? MostAccounts, cancellationToken);
        if (report.ClockSuspect)
        {
            return Answers.Busy(BusyReason.ClockSuspect);
        }

        string told = $"{Words.Count(report.Examined, "account")} looked at, {report.Changed} changed";
        var facts = new JsonObject { ["examined"] = report.Examined, ["changed"] = report.Changed, ["failed"] = report.Failed };
        return report.Failed == 0
            ? new Answer(ExitCode.Done, "ran", $"{told}.", facts)
            : new Answer(ExitCode.Fault, "incomplete", $"{told}, {report.Failed} failed; the next run tries them again.", facts);
    }
}
