using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class RecoverCommand : Verb
{
    private const ProofPurpose Purpose = ProofPurpose.Recover;

    private readonly Argument<string?> _code = TypedCodes.One("With --challenge: the code that was sent.");
    private readonly Option<string[]> _proofs = new("--proof")
    {
        Description = "What 'verify', 'redeem' and 'recovery-key redeem' printed for recover. May be repeated.",
        HelpName = "PROOF",
    };

    private readonly Option<bool> _secondStep = new("--second-step") { Description = "The host vouches that the account's second step has just passed, such as an authenticator code." };

    internal RecoverCommand()
        : base("recover", "Completes a recovery, by one or two proofs; every session is void then. A redeemed recovery code needs nothing more than its grant. First: 'send-code --to ADDRESS --purpose recover'.")
    {
        Add(_code);
        Add(SharedOptions.Account);
        Add(SharedOptions.Challenge);
        Add(_proofs);
        Add(SharedOptions.TwoStep);
        Add(_secondStep);
        Add(SharedOptions.TrustedDevice);
        Add(SharedOptions.Attested);
        Add(SharedOptions.IdempotencyKey);
        Validators.Add(result =>
        {
            bool hasChallenge = result.GetResult(SharedOptions.Challenge) is not null;
            if (!hasChallenge && result.GetResult(_proofs) is null)
            {
                result.AddError("Give --challenge and the code that was sent, or --proof, or both.");
            }
            else if (!hasChallenge && result.GetResult(_code) is { Tokens.Count: > 0 })
            {
                result.AddError("Say which code it is: --challenge.");
            }
            else if (result.GetResult(SharedOptions.IdempotencyKey) is not null && (result.GetValue(_secondStep) || result.GetValue(SharedOptions.TrustedDevice)))
            {
                result.AddError("--idempotency-key goes with codes and proofs alone: what the host vouches for, it vouches for anew each time.");
            }
        });
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        List<RecoveryTicket> proofs = [];
        foreach (string text in given.GetValue(_proofs) ?? [])
        {
            if (!RecoveryTicket.TryParse(text, out RecoveryTicket? proof))
            {
                return Answers.Refused("refused", Refusal.TicketInvalid).About(account);
            }

            proofs.Add(proof);
        }

        RecoveryTicket? shown = null;
        if (given.GetResult(SharedOptions.Challenge) is not null)
        {
            (shown, Answer? unproved) = await ContactCode.ProveAsync(application, account, given, _code, Purpose, cancellationToken);
            if (shown is null)
            {
                return unproved!.About(account);
            }

            proofs.Add(shown);
        }

        foreach ((Option<bool> option, HostProof vouches) in ((Option<bool>, HostProof)[])[(_secondStep, HostProof.HostTwoStep), (SharedOptions.TrustedDevice, HostProof.TrustedDevice)])
        {
            if (given.GetValue(option))
            {
                proofs.Add(await application.VouchAsync(account, vouches, Purpose, cancellationToken));
            }
        }

        CompleteOutcome outcome = await application.Recovery.CompleteAsync(account, application.CallerWith(given.GetValue(SharedOptions.TwoStep)).Having([.. proofs]), cancellationToken);
        return outcome.Match(
            completed => new Answer(
                ExitCode.Done,
                "recovered",
                $"Recovered. Let the person set new credentials. Sessions that began before {Words.Name(completed.SessionsValidFrom)} are void: end them.",
                new JsonObject { ["sessions_valid_from"] = Words.Name(completed.SessionsValidFrom), ["replayed"] = outcome.Replayed }),
            more => NeedsMore(more, shown?.Reveal()),
            refused => Answers.Refused("refused", refused.Why, outcome.Replayed, RecoveryMethod.SecurityCodes),
            busy => Answers.Busy(busy.Why)).About(account);
    }

    // The code that was typed is used up, and what it proved would be lost.
    private static Answer NeedsMore(CompleteOutcome.NeedsMore more, string? proof) => new(
        ExitCode.Refused,
        "needs_more",
        more.Kinds.Count == 0
            ? "What was shown is not enough, and the account has nothing else that would do. An operator has to help."
            : $"What was shown is good, and not enough. It stays good for ten minutes; one more of\n{string.Join('\n', more.Kinds.Select(kind => $"  - {Words.Say(kind)}"))}"
                + (proof is null ? string.Empty : $"\nWhat the code has proved, to be given again with --proof. Keep it to yourself:\n  {proof}"),
        new JsonObject { ["kinds"] = new JsonArray([.. more.Kinds.Select(kind => (JsonNode)Words.Name(kind))]), ["proof"] = proof });
}
