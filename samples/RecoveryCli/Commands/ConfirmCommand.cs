using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class ConfirmCommand : Verb
{
    private readonly Argument<string?> _code = TypedCodes.One("A code of the new set; it is not spent.");

    internal ConfirmCommand()
        : base("confirm", "Puts a set made with 'generate --confirm' in force.")
    {
        Add(_code);
        Add(SharedOptions.Account);
        Add(SharedOptions.IdempotencyKey);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken ct)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        string typed = await TypedCodes.ReadAsync(given.GetValue(_code), ct);

        // Whoever is shown a new set is signed in: the host vouches for the person.
        Ticket password = await application.VouchAsync(account, ProofPurpose.ChangeSecuritySettings, ct);
        ConfirmOutcome outcome = await application.BackupCodes.ConfirmAsync(account, typed, application.Caller, password, ct);
        return outcome.Match(
            confirmed => new Answer(
                ExitCode.Done,
                "confirmed",
                $"The new set is in force, with {Words.Count(confirmed.Remaining, "code")}. Every older code is dead.",
                new JsonObject { ["remaining"] = confirmed.Remaining, ["replayed"] = outcome.Replayed }),
            malformed => Answers.Malformed(malformed.Fault, malformed.Position),
            rejected => Answers.Refused("rejected", rejected.Why, outcome.Replayed),
            paused => Answers.Paused(paused.Until, "Wait until then."),
            closed => Answers.Closed(),
            busy => Answers.Busy(busy.Why)).About(account);
    }
}
