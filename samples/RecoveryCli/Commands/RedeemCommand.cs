using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class RedeemCommand : Verb
{
    private const int FewCodes = 3;

    private readonly Argument<string?> _code = TypedCodes.One("The code, as typed.");

    internal RedeemCommand()
        : base("redeem", "Spends a code. Each works once, whatever happens at the same time.")
    {
        Add(_code);
        Add(SharedOptions.Account);
        Add(SharedOptions.Attested);
        Add(SharedOptions.IdempotencyKey);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken ct)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        string typed = await TypedCodes.ReadAsync(given.GetValue(_code), ct);
        bool attested = given.GetValue(SharedOptions.Attested);
        Ticket? passed = attested ? await application.VouchAsync(account, ProofPurpose.SignIn, ct) : null;
        RedeemOutcome outcome = await application.BackupCodes.RedeemAsync(account, typed, ProofPurpose.SignIn, application.Caller, passed, ct);
        return outcome.Match(
            redeemed => new Answer(
                ExitCode.Done,
                "redeemed",
                $"Accepted. The code is spent; {Words.Count(redeemed.Remaining, "code")} left.{(redeemed.Remaining <= FewCodes ? " Make a new set soon, with 'generate'." : string.Empty)}",
                new JsonObject { ["remaining"] = redeemed.Remaining, ["replayed"] = outcome.Replayed }),
            malformed => Answers.Malformed(malformed.Fault, malformed.Position),
            rejected => Answers.Refused("rejected", rejected.Why, outcome.Replayed),
            paused => Answers.Paused(paused.Until, attested ? "Wait until then." : Answers.WaitOrAttest),
            closed => Answers.Closed(),
            busy => Answers.Busy(busy.Why)).About(account);
    }
}
