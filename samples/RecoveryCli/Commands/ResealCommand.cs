using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class ResealCommand : Verb
{
    internal ResealCommand()
        : base("reseal", "Seals every record with the active root key. Safe to stop with Ctrl+C, to go on with --after, and to run several times at once.") =>
        Add(SharedOptions.After);

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId? after = given.GetValue(SharedOptions.After);
        var step = new KeyRotationStep(0, 0, 0, new Dictionary<KeyId, long>(), after, IsComplete: false);
        await using CancellationTokenRegistration told = cancellationToken.Register(() => Console.Error.WriteLine("Stopping after the record under way."));
        try
        {
            await foreach (KeyRotationStep next in application.Operations.ResealAsync(after, cancellationToken))
            {
                step = next;
                await Console.Error.WriteLineAsync(Words.Plain($"{Words.Count(step.Examined, "account")} looked at, {step.Resealed} resealed, {step.Failed} failed"));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            string goOn = step.Last is { } last ? $"Go on with: reseal --after '{last}'" : "Go on with: reseal";
            return Say(ExitCode.Stopped, "stopped", $"Stopped. {goOn}", step);
        }

        return step.Failed == 0
            ? Say(ExitCode.Done, "resealed", $"Done: {Words.Count(step.Resealed, "record")} sealed anew with root key {application.Keys.Active.Id}. "
                + "When 'keys' counts none for an older key, its line may be taken out of the key file.", step)
            : Say(ExitCode.Fault, "incomplete", $"{Words.Count(step.Failed, "record")} could not be sealed anew; the lines above say why. Keep the older keys, and run 'reseal' again.", step);
    }

    private static Answer Say(ExitCode code, string outcome, string text, KeyRotationStep step) => new(
        code,
        outcome,
        text,
        new JsonObject { ["examined"] = step.Examined, ["resealed"] = step.Resealed, ["failed"] = step.Failed, ["last"] = step.Last?.Value });
}
