using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class BeginRecoveryKeyCommand : Verb
{
    private readonly Option<bool> _understood = new("--i-understand") { Description = "The person was shown what losing the key would mean, and said yes. Without it nothing is made, and that is told." };

    internal BeginRecoveryKeyCommand()
        : base("begin", "Makes a recovery key and shows it, once. It counts when it is typed back: 'recovery-key confirm'.")
    {
        Add(SharedOptions.Account);
        Add(SharedOptions.RecoveryCode);
        Add(SharedOptions.Proof);
        Add(_understood);
        Add(SharedOptions.IdempotencyKey);
        SheetOutput.AddTo(this);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        string? code = await TypedCodes.ReadBesideAsync(given.GetValue(SharedOptions.RecoveryCode), cancellationToken);
        if (await application.ReadProofsAsync(account, given, cancellationToken) is not { } proofs)
        {
            return Answers.Refused("refused", Refusal.TicketInvalid).About(account);
        }

        await using SheetOutput? output = SheetOutput.Open(given, account);
        BeginKeyOutcome outcome = await application.RecoveryKeys.BeginAsync(account, given.GetValue(_understood), application.Caller.Having([.. proofs]), code, cancellationToken);
        Answer answer = await outcome.Match(
            awaiting => ShowAsync(awaiting, output),
            needed => Task.FromResult(new Answer(
                ExitCode.Refused,
                "acknowledgement_needed",
                $"{Say(needed.Loss)}\nNothing was made. Whoever understands that goes on with --i-understand.",
                new JsonObject { ["loss"] = Facts(needed.Loss) })),
            already => Task.FromResult(Shown.Already("Recovery key", already.Number, "To have one to show, use a new idempotency key.")),
            refused => Task.FromResult(Answers.Refused("refused", refused.Why, about: RecoveryMethod.RecoveryCode)),
            busy => Task.FromResult(Answers.Busy(busy.Why)));
        return answer.About(account);
    }

    private static async Task<Answer> ShowAsync(BeginKeyOutcome.AwaitingConfirmation awaiting, SheetOutput? output)
    {
        Answer answer = await Shown.OnceAsync(
            "awaiting_confirmation",
            awaiting.Sheet,
            awaiting.Until,
            $"It counts once it is typed back with 'recovery-key confirm', before {Words.Name(awaiting.Until)}.\n{Say(awaiting.Loss)}",
            output);
        answer.Facts["loss"] = Facts(awaiting.Loss);
        return answer;
    }

    private static string Say(KeyLoss loss) => FormattableString.Invariant(
        $"From {Hours(loss)} hours after it is typed back, nothing weaker does what this key does. Whoever then loses the key, the password and every trusted device ")
        + (loss.IsForGood ? "is locked out for good." : "has the recovery code left; without that too, the account is locked for good.");

    private static JsonObject Facts(KeyLoss loss) => new()
    {
        ["for_good"] = loss.IsForGood,
        ["recovery_code"] = loss.RecoveryCode,
        ["exclusive_after_hours"] = Hours(loss),
    };

    private static long Hours(KeyLoss loss) => (long)loss.ExclusiveAfter.TotalHours;
}
