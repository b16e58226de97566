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

    /// <summary>Says in an answer when another one may come.</summary>
    internal static Answer TryAgain(Answer answer, Instant? at)
    {
        answer.Facts["until"] = Words.Name(at);
        return at is { } until ? answer with { Text = $"{answer.Text} Try again at {Words.Name(until)}." } : answer;
    }

    internal static Answer Paused(Instant until, string nextStep) => new(
        ExitCode.Refused,
        "paused",
        $"Too many wrong codes: none is examined before {Words.Name(until)}. {nextStep}",
        new JsonObject { ["until"] = Words.Name(until) });

    /// <summary>A security code that was not accepted.</summary>
    internal static Answer NotVerified(VerifyOutcome outcome, string whenPaused = "Wait until then.") => outcome.Match(
        verified => throw new InvalidOperationException("The code was accepted."),
        malformed => Malformed(malformed.Fault, malformed.Position, "message"),
        refused => Refused("refused", refused.Why, outcome.Replayed, RecoveryMethod.SecurityCodes),
        paused => Paused(paused.Until, whenPaused),
        busy => Busy(busy.Why));

    /// <summary>The lines that print a proof towards recovering.</summary>
    internal static string ToRecover(string proof) => $"\nThe proof, good for ten minutes, for 'recover --proof'. Keep it to yourself:\n  {proof}";

    internal static Answer Closed() => new(
        ExitCode.Refused, "closed", "Far too many wrong codes in a row: none is examined until a new set is made with 'generate'.", []);

    /// <summary>What an operator's review came to.</summary>
    /// <param name="outcome">What the library answered.</param>
    /// <param name="account">The account.</param>
    /// <param name="granted">As in <see cref="Answer.Outcome"/>.</param>
    /// <param name="notNeeded">Why there was nothing to do.</param>
    internal static Answer Granted(ReopenOutcome outcome, AccountId account, string granted, string notNeeded) => outcome.Match(
        reopened => new Answer(
            ExitCode.Done,
            granted,
            $"A new grant, good until {Words.Name(reopened.Until)}; earlier ones are void. Who has it has the account, so give it to nobody else:\n  {reopened.Grant.Reveal()}",
            new JsonObject { ["grant"] = reopened.Grant.Reveal(), ["until"] = Words.Name(reopened.Until) }),
        tooSoon => new Answer(
            ExitCode.Refused,
            "too_soon",
            $"Not before {Words.Name(tooSoon.Until)}: the owner is to have time to object.",
            new JsonObject { ["until"] = Words.Name(tooSoon.Until) }),
        _ => new Answer(ExitCode.Refused, "not_needed", notNeeded, []),
        noRecord => NoRecord(account),
        busy => Busy(busy.Why));

    internal static Answer NoRecord(AccountId account) => new(ExitCode.Refused, "no_record", $"Nothing is kept about {account}.", []);

    internal static Answer Busy(BusyReason why) => new(ExitCode.Busy, "busy", Words.Say(why), new JsonObject { ["why"] = Words.Name(why) });
}
