using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli;

/// <summary>What came of a change to an account's contacts.</summary>
internal static class ChangeAnswers
{
    /// <summary>Done, and how the contacts stand.</summary>
    /// <param name="done">What the library answered.</param>
    /// <param name="outcome">As in <see cref="Answer.Outcome"/>.</param>
    /// <param name="text">What that means.</param>
    /// <param name="application">Says when it is.</param>
    internal static Answer Done(ChangeOutcome.Done done, string outcome, string text, Application application)
    {
        JsonObject facts = ContactLines.Facts(done.View, application.Clock.GetCurrentInstant());
        facts["replayed"] = done.Replayed;
        string table = done.View.Contacts.Count == 0 ? string.Empty : $"\n{ContactLines.Table(done.View, application.Clock.GetCurrentInstant())}";
        return new Answer(ExitCode.Done, outcome, text + table, facts);
    }

    internal static Answer WaitStarted(ChangeOutcome.WaitStarted started) => new(
        ExitCode.Done,
        "wait_started",
        $"The wait runs until {Words.Name(started.Until)}. Security settings and means of payment rest until then; ordinary use goes on.\n"
            + "Every contact is told, and can cancel it without signing in: 'send-code --to ADDRESS --purpose cancel-wait', then 'cancel'. Where none reaches the owner any more, 'notice-address' has them told.\n"
            + "At its end the contacts are gone, and the password adds new ones: 'add-contact'.",
        new JsonObject { ["until"] = Words.Name(started.Until), ["replayed"] = started.Replayed });

    /// <summary>A code is on its way to somebody new.</summary>
    /// <param name="sent">What the library answered.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="application">Says when it is, and where messages go.</param>
    internal static Answer CodeSent(ChangeOutcome.CodeSent sent, string name, Application application) => new(
        ExitCode.Done,
        "code_sent",
        $"{name}, {sent.Contact.Masked}, waits to be confirmed before {Words.Name(sent.Contact.Until)}. A code is on its way there, good for ten minutes: look into {application.Outbox}.\n"
            + $"Type it back: 'confirm --challenge {sent.Challenge}'."
            + (sent.OwnDomain ? "\nThis is an address of the host's own: who cannot sign in may not be able to read it. Add another one too." : string.Empty),
        new JsonObject
        {
            ["contact"] = ContactLines.Facts(sent.Contact, application.Clock.GetCurrentInstant()),
            ["challenge"] = sent.Challenge.ToString(),
            ["own_domain"] = sent.OwnDomain,
            ["replayed"] = sent.Replayed,
        });

    internal static Answer Refused(ChangeOutcome.Refused refused, string? inOtherWords = null)
    {
        Answer answer = Answers.Refused("refused", refused.Why, refused.Replayed, RecoveryMethod.SecurityCodes);
        return Answers.TryAgain(inOtherWords is null ? answer : answer with { Text = inOtherWords }, refused.Until);
    }
}
