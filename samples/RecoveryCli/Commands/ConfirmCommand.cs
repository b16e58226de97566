using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class ConfirmCommand : Verb
{
    private readonly Argument<string?> _code = TypedCodes.One("A code of the new set, which is not spent; with --challenge the code that was sent to the contact.");

    internal ConfirmCommand()
        : base("confirm", "Puts a set made with 'generate --confirm' in force; with --challenge, a contact made with 'add-contact', or the address of 'notice-address'.")
    {
        Add(_code);
        Add(SharedOptions.Account);
        Add(SharedOptions.Challenge);
        Add(SharedOptions.IdempotencyKey);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        string typed = await TypedCodes.ReadAsync(given.GetValue(_code), cancellationToken);

        if (given.GetValue(SharedOptions.Challenge) is { } challenge)
        {
            return (await ConfirmAsync(application, account, challenge, typed, cancellationToken)).About(account);
        }

        // Whoever is shown a new set is signed in: the host vouches for the person.
        RecoveryTicket password = await application.VouchAsync(account, ProofPurpose.ChangeSecuritySettings, cancellationToken);
        ConfirmOutcome outcome = await application.BackupCodes.ConfirmAsync(account, typed, application.Caller.Having(password), cancellationToken);
        return outcome.Match(
            confirmed => new Answer(
                ExitCode.Done,
                "confirmed",
                $"The new set is in force, with {Words.Count(confirmed.Remaining, "code")}. Every older code is dead.",
                new JsonObject { ["remaining"] = confirmed.Remaining, ["replayed"] = outcome.Replayed }),
            malformed => Answers.Malformed(malformed.Fault, malformed.Position),
            refused => Answers.Refused("refused", refused.Why, outcome.Replayed),
            paused => Answers.Paused(paused.Until, "Wait until then."),
            closed => Answers.Closed(),
            busy => Answers.Busy(busy.Why)).About(account);
    }

    private static async Task<Answer> ConfirmAsync(Application application, AccountId account, ChallengeId challenge, string typed, CancellationToken cancellationToken)
    {
        // Who has just added it is signed in.
        RecoveryTicket password = await application.VouchAsync(account, ProofPurpose.ConfirmContact, cancellationToken);
        VerifyOutcome outcome = await application.SecurityInfo.ConfirmAsync(account, challenge, typed, application.Caller.Having(password), cancellationToken);
        return outcome is VerifyOutcome.Verified { Contact: var contact }
            ? new Answer(
                ExitCode.Done,
                "confirmed",
                contact.State == ContactState.Notice
                    ? $"{contact.Masked} is told how the wait goes. It proves nothing, and goes with the wait."
                    : $"The contact counts from now on:\n{ContactLines.Table([contact], waitUntil: null, application.Clock.GetCurrentInstant())}",
                new JsonObject { ["contact"] = ContactLines.Facts(contact, application.Clock.GetCurrentInstant()), ["replayed"] = outcome.Replayed })
            : Answers.NotVerified(outcome);
    }
}
