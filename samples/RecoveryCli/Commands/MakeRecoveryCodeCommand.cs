using System.CommandLine;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class MakeRecoveryCodeCommand : Verb
{
    internal MakeRecoveryCodeCommand()
        : base("make", "Makes the recovery code and shows it, once. One that is live has to be typed too, and is dead from then on.")
    {
        Add(SharedOptions.Account);
        Add(SharedOptions.RecoveryCode);
        Add(SharedOptions.Proof);
        Add(SharedOptions.Grant);
        Add(SharedOptions.TrustedDevice);
        Add(SharedOptions.IdempotencyKey);
        SheetOutput.AddTo(this);
        SharedOptions.AllowOne(this, isNeeded: false, SharedOptions.Proof, SharedOptions.Grant);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        string? current = await TypedCodes.ReadBesideAsync(given.GetValue(SharedOptions.RecoveryCode), cancellationToken);
        if (await application.ReadProofsAsync(account, given, cancellationToken) is not { } proofs)
        {
            return Answers.Refused("refused", Refusal.TicketInvalid).About(account);
        }

        await using SheetOutput? output = SheetOutput.Open(given, account);
        IssueOutcome outcome = await application.RecoveryCodes.GenerateAsync(account, application.Caller.Having([.. proofs]), current, cancellationToken);
        Answer answer = await outcome.Match(
            issued => ShowAsync(application, given, account, proofs, issued.Sheet, output),
            awaiting => throw new InvalidOperationException("A recovery code is in force at once."),
            already => Task.FromResult(Shown.Already("Recovery code", already.SetNumber, "Who does not have it replaces it by the code of a settled contact; without contacts only 'erase' begins anew.")),
            refused => Task.FromResult(Answers.Refused("refused", refused.Why, about: RecoveryMethod.RecoveryCode)),
            busy => Task.FromResult(Answers.Busy(busy.Why)));
        return answer.About(account);
    }

    private static async Task<Answer> ShowAsync(Application application, ParseResult given, AccountId account, IReadOnlyList<RecoveryTicket> proofs, CodeSheet sheet, SheetOutput? output)
    {
        try
        {
            return await Shown.OnceAsync("issued", sheet, null, "It works once and overrides every other way in. An older recovery code is dead.", output);
        }
        catch (SheetLostException)
        {
            // Nobody has read it, and while it is live only who types it can make another.
            // The host vouches anew, since a ticket from before the account's first record is void by now; and a grant has done its work.
            IReadOnlyList<RecoveryTicket> vouched = await application.VouchForChangeAsync(account, given, CancellationToken.None);
            RecoveryTicket[] again = [.. vouched, .. given.GetValue(SharedOptions.Grant) is null ? proofs.Skip(vouched.Count) : []];
            await application.RecoveryCodes.RevokeAsync(account, application.Caller.Having(again), sheet.Codes[0].Reveal(), CancellationToken.None);
            throw;
        }
    }
}
