using System.Text.Json.Nodes;
using AccountRecovery;
using NodaTime;

namespace RecoveryCli;

/// <summary>The answers that several commands share.</summary>
internal static class Answers
{
    internal static Answer Malformed(CodeFault fault, int position) => new(
        ExitCode.Refused,
        "malformed",
        $"This is no code: {Words.Say(fault, position)}. Nothing was counted; look at the sheet and type it again.",
        new JsonObject { ["fault"] = Words.Name(fault), ["position"] = position });

    internal static Answer Refused(string outcome, Refusal why, bool replayed = false, RecoveryMethod about = RecoveryMethod.BackupCodes) =>
        new(ExitCode.Refused, outcome, Words.Say(why, about), new JsonObject { ["why"] = Words.Name(why), ["replayed"] = replayed });

    internal static Answer Paused(Instant until, string nextStep) => new(
        ExitCode.Refused,
        "paused",
        $"Too many wrong codes: none is examined before {Words.Name(until)}. {nextStep}",
        new JsonObject { ["until"] = Words.Name(until) });

    internal static Answer Closed() => new(
        ExitCode.Refused, "closed", "Far too many wrong codes in a row: none is examined until a new set is made with 'generate'.", []);

    internal static Answer NoRecord(AccountId account) => new(ExitCode.Refused, "no_record", $"Nothing is kept about {account}.", []);

    internal static Answer Busy(BusyReason why) => new(ExitCode.Busy, "busy", Words.Say(why), new JsonObject { ["why"] = Words.Name(why) });
}
