using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class NewKeyCommand : Verb
{
    internal NewKeyCommand()
        : base("new-key", "Adds a root key to the key file; the new one is active, the older ones go on opening what they sealed.")
    {
    }

    protected override Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        RootKey made = application.Keys.Add();
        return Task.FromResult(new Answer(
            ExitCode.Done,
            "made",
            $"Root key {made.Id} is the active one now, in {application.Keys.Source}. Back it up, then seal all records with it: 'reseal'.",
            new JsonObject { ["key"] = made.Id.ToString() }));
    }
}
