using System.CommandLine;
using AccountRecovery;

namespace RecoveryCli.Commands;

/// <summary>One verb of the command line: what it takes, what it asks the library, and how the answer is said.</summary>
internal abstract class Verb : Command
{
    protected Verb(string name, string description)
        : base(name, description) => SetAction(RunAsync);

    /// <summary>Options of the library that the verb sets; none unless overridden.</summary>
    protected virtual void Configure(AccountRecoveryOptions options, ParseResult given)
    {
    }

    /// <summary>Asks in a host of its own.</summary>
    /// <param name="given">The command line.</param>
    /// <param name="tell">Told before messages leave: codes are shown once, whatever becomes of these.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task AnswerAsync(ParseResult given, Action<Answer> tell, CancellationToken cancellationToken)
    {
        await using Application application = await Application.OpenAsync(given, options => Configure(options, given), cancellationToken);
        tell(await AskAsync(application, given, cancellationToken));
    }

    protected abstract Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken);

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellationToken)
    {
        // SQLite never waits asynchronously, and Ctrl+C is listened to only once the action has been left for the first time.
        await Task.Yield();
        try
        {
            ExitCode code = ExitCode.Done;
            await AnswerAsync(
                given,
                answer =>
                {
                    answer.Print(given.GetValue(SharedOptions.Json));
                    code = answer.Code;
                },
                cancellationToken);
            return (int)code;
        }
        catch (Exception fault)
        {
            return (int)Faults.Tell(fault, cancellationToken);
        }
    }
}
