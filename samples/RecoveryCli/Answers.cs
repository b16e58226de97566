using System.Text.Json.Nodes;
using AccountRecovery;
using NodaTime;

namespace RecoveryCli;

/// <summary>The answers that several commands share.</summary>
internal static class Answers
{
    internal const string WaitOrAttest = "Wait until then, or use --attested if you vouch for the person.";

    internal static Answer Malformed(CodeFault fault, int position, string lookAt = "sheet") => new(
        ExitCode.Refused,
        "malformed",
        $"This is no code: {Words.Say(fault, position)}. Nothing was counted; look at the {lookAt} and type it again.",
        new JsonObject { ["fault"] = Words.Name(fault), ["position"] = position });

    internal static Answer Refused(string outcome, Refusal why, bool replayed = false, RecoveryMethod about = RecoveryMethod.BackupCodes) =>
        new(ExitCode.Refused, outcome, Words.Say(why, about), new JsonObject { ["why"] = Words.Name(why), ["replayed"] = replayed });

    internal static Answer Paused(Instant until, string nextStep) => new(
        ExitCode.Refused,
        "paused",
        $"Too many wrong codes: none is examined before {Words.Name(until)}. {nextStep}",
        new JsonObject { ["until"] = Words.Name(until) });

    /// <summary>A security code that was not accepted.</summary>
    internal static Answer NotVerified(VerifyOutcome outcome, string whenPaused = "Wait until then.") => outcome.Match(
        verified => throw new InvalidOperationException("The code was accepted."),
        malformed => Malformed(malformed.Fault, malformed.Position, "message"),
        rejected => Refused("rejected", rejected.Why, outcome.Replayed, RecoveryMethod.SecurityCodes),
        paused => Paused(paused.Until, whenPaused),
        busy => Busy(busy.Why));

    internal static Answer Closed() => new(
        ExitCode.Refused, "closed", "Far too many wrong codes in a row: none is examined until a new set is made with 'generate'.", []);

    internal static Answer NoRecord(AccountId account) => new(ExitCode.Refused, "no_record", $"Nothing is kept about {account}.", []);

    internal static Answer Busy(BusyReason why) => new(ExitCode.Busy, "busy", Words.Say(why), new JsonObject { ["why"] = Words.Name(why) });
}
