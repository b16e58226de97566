using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class RedeemCommand : Verb
{
    private const int FewCodes = 3;

    private readonly Argument<string?> _code = TypedCodes.One("The code, as typed.");

    private readonly Option<bool> _recovers = new("--recover") { Description = "Towards 'recover', as a second proof, which is printed. Without it the code is for signing in." };

    internal RedeemCommand()
        : base("redeem", "Spends a code. Each works once, whatever happens at the same time.")
    {
        Add(_code);
        Add(SharedOptions.Account);
        Add(_recovers);
        Add(SharedOptions.Attested);
        Add(SharedOptions.IdempotencyKey);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        string typed = await TypedCodes.ReadAsync(given.GetValue(_code), cancellationToken);
        bool attested = given.GetValue(SharedOptions.Attested);
        bool recovers = given.GetValue(_recovers);
        ProofPurpose purpose = recovers ? ProofPurpose.Recover : ProofPurpose.SignIn;
        RecoveryTicket? passed = attested ? await application.VouchAsync(account, purpose, cancellationToken) : null;
        RedeemOutcome outcome = await application.BackupCodes.RedeemAsync(account, typed, application.CallerHaving(passed), purpose, cancellationToken);
        return outcome.Match(
            redeemed => Say(redeemed, recovers ? redeemed.Proof.Reveal() : null),
            malformed => Answers.Malformed(malformed.Fault, malformed.Position),
            refused => Answers.Refused("refused", refused.Why, outcome.Replayed),
            paused => Answers.Paused(paused.Until, attested ? "Wait until then." : Answers.WaitOrAttest),
            closed => Answers.Closed(),
            busy => Answers.Busy(busy.Why)).About(account);
    }

    private static Answer Say(RedeemOutcome.Redeemed redeemed, string? proof)
    {
        string soon = redeemed.Remaining <= FewCodes ? " Make a new set soon, with 'generate'." : string.Empty;
        var facts = new JsonObject { ["remaining"] = redeemed.Remaining, ["replayed"] = redeemed.Replayed };
        if (proof is not null)
        {
            facts["proof"] = proof;
        }

        return new Answer(
            ExitCode.Done, "redeemed", $"Accepted. The code is spent; {Words.Count(redeemed.Remaining, "code")} left.{soon}{(proof is null ? string.Empty : Answers.ToRecover(proof))}", facts);
    }
}
