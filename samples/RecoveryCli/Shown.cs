using System.Text.Json.Nodes;
using AccountRecovery;
using NodaTime;

namespace RecoveryCli;

/// <summary>What was just made, on the one occasion that it can be shown.</summary>
internal static class Shown
{
    private const int CodesInARow = 5;

    /// <summary>Shows codes: on a sheet where one was asked for, else in the answer itself.</summary>
    /// <param name="outcome">As in <see cref="Answer.Outcome"/>.</param>
    /// <param name="sheet">What was made: a set, or one code or key.</param>
    /// <param name="until">First instant at which it can no longer be confirmed (inclusive); null when it is in force.</param>
    /// <param name="nextStep">What to do next.</param>
    /// <param name="output">Where the sheet goes; null when none was asked for.</param>
    internal static async Task<Answer> OnceAsync(string outcome, CodeSheet sheet, Instant? until, string nextStep, SheetOutput? output)
    {
        bool isSet = sheet.Method == RecoveryMethod.BackupCodes;
        var facts = new JsonObject
        {
            [isSet ? "set" : "number"] = sheet.SetNumber,
            ["issued_at"] = Words.Name(sheet.IssuedAt),
            ["until"] = Words.Name(until),
            ["replayed"] = false,
        };
        if (output is not null)
        {
            return await output.WriteAsync(sheet, outcome, nextStep, facts);
        }

        string[] codes = [.. sheet.Codes.Select(code => code.Reveal())];
        string rows = string.Join('\n', codes.Chunk(CodesInARow).Select(row => "  " + string.Join("   ", row)));
        facts.Insert(facts.Count - 1, isSet ? "codes" : "code", isSet ? new JsonArray([.. codes.Select(code => (JsonNode)code)]) : codes[0]);
        string title = isSet ? FormattableString.Invariant($"Set {sheet.SetNumber}, shown once. Each code works once.") : $"{sheet}, shown once.";
        return new Answer(ExitCode.Done, outcome, $"{title}\n{rows}\n{nextStep}", facts);
    }

    /// <summary>An earlier call with the same idempotency key has shown the one code or key.</summary>
    internal static Answer Already(string what, int number, string nextStep) => new(
        ExitCode.Done,
        "already_issued",
        FormattableString.Invariant($"{what} {number} was made by an earlier call with this idempotency key and cannot be shown again. {nextStep}"),
        new JsonObject { ["number"] = number, ["replayed"] = true });
}
