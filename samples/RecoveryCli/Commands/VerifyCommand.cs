using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class VerifyCommand : Verb
{
    private readonly Argument<string?> _code = TypedCodes.One("The security code, as typed.");
    private readonly Option<ProofPurpose?> _purpose = Purposes.Option("What the code was sent for");

    internal VerifyCommand()
        : base("verify", "Checks a security code, which is used up by it, and prints the proof that it gives.")
    {
        Add(_code);
        Add(SharedOptions.Account);
        Add(SharedOptions.Challenge);
        Add(_purpose);
        Add(SharedOptions.Attested);
        Add(SharedOptions.IdempotencyKey);
        Validators.Add(result =>
        {
            if (result.GetResult(SharedOptions.Challenge) is null || result.GetResult(_purpose) is null)
            {
                result.AddError("Say which code it is, as 'send-code' has printed: --challenge and --purpose.");
            }
            else if (Purposes.In(result, _purpose) == ProofPurpose.ConfirmContact)
            {
                result.AddError("A contact is confirmed with 'confirm --challenge'.");
            }
        });
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        ChallengeId challenge = given.GetValue(SharedOptions.Challenge)!.Value;
        ProofPurpose purpose = given.GetValue(_purpose)!.Value;
        string typed = await TypedCodes.ReadAsync(given.GetValue(_code), cancellationToken);
        bool attested = given.GetValue(SharedOptions.Attested);
        RecoveryTicket? vouched = attested ? await application.VouchAsync(account, purpose, cancellationToken) : null;
        VerifyOutcome outcome = await application.SecurityCodes.VerifyAsync(account, challenge, typed, purpose, application.CallerHaving(vouched), cancellationToken);
        return (outcome is VerifyOutcome.Verified { Proof: { } proof } verified
            ? Say(verified, proof.Reveal(), purpose, application)
            : Answers.NotVerified(outcome, attested ? "Wait until then." : Answers.WaitOrAttest)).About(account);
    }

    private static Answer Say(VerifyOutcome.Verified verified, string proof, ProofPurpose purpose, Application application) => new(
        ExitCode.Done,
        "verified",
        $"Accepted. The code is used up. It proves contact {verified.Contact.Id}, {verified.Contact.Masked}, for {Purposes.Name(purpose)} and nothing else.\n"
            + $"The proof, good for ten minutes{Use(purpose)}. Keep it to yourself:\n  {proof}",
        new JsonObject
        {
            ["contact"] = ContactLines.Facts(verified.Contact, application.Clock.GetCurrentInstant()),
            ["purpose"] = Words.Name(purpose),
            ["proof"] = proof,
            ["replayed"] = verified.Replayed,
        });

    private static string Use(ProofPurpose purpose) => purpose switch
    {
        ProofPurpose.ChangeSecuritySettings => ", to be given with --proof to what it changes",
        ProofPurpose.AnswerPrompt => "; the question is answered, and it is needed for nothing",
        _ => $", to be given to '{Purposes.VerbOf(purpose)} --proof'",
    };
}
