using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class KeysCommand : Verb
{
    internal KeysCommand()
        : base("keys", "Counts the records by the root key that each is sealed with.")
    {
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        KeyRotationStep step = await application.Operations.CountKeysAsync(after: null, cancellationToken).LastAsync(cancellationToken);
        (KeyId Id, string Use)[] keys =
        [
            .. application.Keys.All.Select(key => (key.Id, key == application.Keys.Active ? "active" : "open_only")),
            .. step.ByKey.Keys.Except(application.Keys.All.Select(key => key.Id)).Select(id => (id, "missing")),
        ];
        string lines = string.Join('\n', keys.Select(key => $"{key.Id}  {Words.Count(step.ByKey.GetValueOrDefault(key.Id), "record"),-14}  {Say(key.Use)}"));
        return new Answer(
            step.Failed == 0 ? ExitCode.Done : ExitCode.Fault,
            "counted",
            step.Failed == 0 ? lines : $"{lines}\n{Words.Count(step.Failed, "record")} could not be read.",
            new JsonObject
            {
                ["examined"] = step.Examined,
                ["failed"] = step.Failed,
                ["keys"] = new JsonArray([.. keys.Select(key => (JsonNode)new JsonObject
                {
                    ["key"] = key.Id.ToString(),
                    ["use"] = key.Use,
                    ["records"] = step.ByKey.GetValueOrDefault(key.Id),
                })]),
            });
    }

    private static string Say(string use) => use switch
    {
        "active" => "active: seals what is written",
        "open_only" => "only opens",
        _ => "missing here: its records do not open",
    };
}
