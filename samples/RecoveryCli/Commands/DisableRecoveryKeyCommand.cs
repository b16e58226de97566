using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class DisableRecoveryKeyCommand : Verb
{
    // Unlike other codes it may be missing, so standard input is read only when '-' asks for that.
    private readonly Argument<string?> _key = new("code")
    {
        Description = "The recovery key, which is disabled at once by that. '-': read from standard input.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    internal DisableRecoveryKeyCommand()
        : base("disable", "Disables the recovery key: at once by the key itself; or, from a trusted device, 720 hours later, with the recovery code until the key is exclusive.")
    {
        Add(_key);
        Add(SharedOptions.Account);
        Add(SharedOptions.RecoveryCode);
        Add(SharedOptions.Proof);
        Add(SharedOptions.TrustedDevice);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        string? key = given.GetValue(_key);
        string? code = given.GetValue(SharedOptions.RecoveryCode);
        if (key is not null && code is not null)
        {
            throw new UsageException("Give the recovery key or the recovery code, not both: the key needs nothing beside it.");
        }

        string? typed = await TypedCodes.ReadBesideAsync(key ?? code, cancellationToken);
        if (await application.ReadProofsAsync(account, given, cancellationToken) is not { } proofs)
        {
            return Answers.Refused("refused", Refusal.TicketInvalid).About(account);
        }

        DisableKeyOutcome outcome = await application.RecoveryKeys.DisableAsync(account, application.Caller.Having([.. proofs]), typed, cancellationToken);
        return outcome.Match(
            disabled => new Answer(ExitCode.Done, "disabled", $"{account} has no recovery key in force.", new JsonObject { ["from"] = null }),
            scheduled => new Answer(
                ExitCode.Done,
                "scheduled",
                $"The recovery key is disabled at {Words.Name(scheduled.From)}. Until then it works, and redeeming it stops that.",
                new JsonObject { ["from"] = Words.Name(scheduled.From) }),
            refused => Answers.Refused("refused", refused.Why, about: key is null ? RecoveryMethod.RecoveryCode : RecoveryMethod.RecoveryKey),
            busy => Answers.Busy(busy.Why)).About(account);
    }
}
