using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class CancelCommand() : ByCodeCommand(
    "cancel", "Cancels the wait, by a code of a leaving contact: the contacts are back, and every session is void.", ProofPurpose.CancelWait)
{
    protected override ValueTask<ChangeOutcome> ChangeAsync(Application application, AccountId account, RecoveryTicket proof, CancellationToken cancellationToken) =>
        application.SecurityInfo.CancelWaitAsync(account, application.Caller.Having(proof), cancellationToken);

    protected override Answer Say(ChangeOutcome.Done done, Application application) => ChangeAnswers.Done(
        done,
        "cancelled",
        "The wait is cancelled and the contacts are back. Every session is void: sign everybody out, and ask for a new password. For 720 hours, removing all contacts takes a contact's code too.",
        application);
}
