using System.CommandLine;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class NoticeAddressCommand : Verb
{
    private readonly TypedContact _contact = new();

    internal NoticeAddressCommand()
        : base("notice-address", "While the wait runs, sets one address or number that is told how it goes, proves nothing and goes with the wait. It counts once its code is typed back: 'confirm --challenge'.")
    {
        Add(SharedOptions.Account);
        _contact.AddTo(this);
        Add(SharedOptions.IdempotencyKey);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        RecoveryTicket password = await application.VouchAsync(account, ProofPurpose.ChangeSecuritySettings, cancellationToken);
        ChangeOutcome outcome = await application.SecurityInfo.SetNoticeAddressAsync(account, _contact.Read(given), application.Caller.Having(password), cancellationToken);
        return (outcome switch
        {
            ChangeOutcome.CodeSent sent => ChangeAnswers.CodeSent(sent, "The notice address", application),
            ChangeOutcome.Invalid invalid => _contact.Invalid(invalid.Fault, given),
            ChangeOutcome.Refused refused => ChangeAnswers.Refused(
                refused, refused.Why == Refusal.NotInThisState ? "A notice address is for the wait, and none runs. 'add-contact' adds a contact." : null),
            ChangeOutcome.Busy busy => Answers.Busy(busy.Why),
            _ => throw new InvalidOperationException("Setting a notice address has no other outcome."),
        }).About(account);
    }
}
