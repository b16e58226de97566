using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class UndoCommand() : ByCodeCommand(
    "undo", "Takes a removed contact back, by a code sent there, once, within 720 hours: what was added or made since is gone.", ProofPurpose.UndoRemoval)
{
    protected override ValueTask<ChangeOutcome> ChangeAsync(Application application, AccountId account, RecoveryTicket proof, CancellationToken cancellationToken) =>
        application.SecurityInfo.UndoRemovalAsync(account, application.Caller.Having(proof), cancellationToken);

    protected override Answer Say(ChangeOutcome.Done done, Application application) => ChangeAnswers.Done(
        done,
        "undone",
        "The contact is back. Contacts that were added and saved codes that were made since its removal are gone; ask for a new password.",
        application);
}
