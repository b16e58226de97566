using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class GenerateCommand : Verb
{
    private readonly Option<bool> _confirm = new("--confirm") { Description = "The new set replaces the older one only when one of its codes is typed back: 'confirm'." };
    private readonly Option<int?> _count = SharedOptions.Number("--count", "Codes in the set", 4, 32);

    internal GenerateCommand()
        : base("generate", "Makes a new set of codes and shows it, once.")
    {
        Add(SharedOptions.Account);
        Add(_confirm);
        Add(_count);
        Add(SharedOptions.IdempotencyKey);
        SheetOutput.AddTo(this);
    }

    protected override void Configure(AccountRecoveryOptions options, ParseResult given)
    {
        options.ConfirmBackupCodes = given.GetValue(_confirm);
        options.BackupCodeCount = given.GetValue(_count) ?? options.BackupCodeCount;
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        await using SheetOutput? output = SheetOutput.Open(given, account);
        RecoveryTicket password = await application.VouchAsync(account, ProofPurpose.ChangeSecuritySettings, cancellationToken);
        IssueOutcome outcome = await application.BackupCodes.GenerateAsync(account, application.Caller.Having(password), cancellationToken: cancellationToken);
        Answer answer = await outcome.Match(
            issued => Shown.OnceAsync("issued", issued.Sheet, null, "Every older code is dead.", output),
            awaiting => Shown.OnceAsync(
                "awaiting_confirmation",
                awaiting.Sheet,
                awaiting.Until,
                $"Type one of them back with 'confirm' before {Words.Name(awaiting.Until)}; until then the older ones work.",
                output),
            already => Task.FromResult(new Answer(
                ExitCode.Done,
                "already_issued",
                FormattableString.Invariant($"Set {already.SetNumber} was made by an earlier call with this idempotency key and cannot be shown again. To have codes to show, use a new key."),
                new JsonObject { ["set"] = already.SetNumber, ["replayed"] = true })),
            refused => Task.FromResult(Answers.Refused("refused", refused.Why)),
            busy => Task.FromResult(Answers.Busy(busy.Why)));
        return answer.About(account);
    }
}
