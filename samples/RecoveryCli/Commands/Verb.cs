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

    protected abstract Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken ct);

    private async Task<int> RunAsync(ParseResult given, CancellationToken ct)
    {
        // SQLite never waits asynchronously, and Ctrl+C is listened to only once the action has been left for the first time.
        await Task.Yield();
        try
        {
            await using Application application = await Application.OpenAsync(given, options => Configure(options, given), ct);
            Answer answer = await AskAsync(application, given, ct);
            answer.Print(given.GetValue(SharedOptions.Json));
            return (int)answer.Code;
        }
        catch (Exception fault)
        {
            return (int)Faults.Tell(fault, ct);
        }
    }
}
