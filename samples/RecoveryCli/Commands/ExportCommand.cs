using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class ExportCommand : Verb
{
    // For a file or a terminal, never inside a page: names stay readable.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal ExportCommand()
        : base("export", "Tells all that is kept about an account, without any secret, as JSON.") => Add(SharedOptions.Account);

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        if (await application.Data.ExportAsync(account, cancellationToken) is not { } kept)
        {
            return Answers.NoRecord(account).About(account);
        }

        JsonNode told = JsonNode.Parse(kept.ToJson())!;
        return new Answer(ExitCode.Done, "exported", told.ToJsonString(Readable), new JsonObject { ["export"] = told }).About(account);
    }
}
