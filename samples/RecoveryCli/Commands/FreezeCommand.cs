using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class FreezeCommand() : ByCodeCommand(
    "freeze", "\"This recovery was not mine\": within 72 hours of a redeemed recovery code, by a code of a contact that was settled before it.", ProofPurpose.FreezeRecovery)
{
    protected override ValueTask<ChangeOutcome> ChangeAsync(Application application, AccountId account, RecoveryTicket proof, CancellationToken cancellationToken) =>
        application.SecurityInfo.FreezeAsync(account, application.Caller.Having(proof), cancellationToken);

    protected override Answer Say(ChangeOutcome.Done done, Application application) => ChangeAnswers.Done(
        done,
        "frozen",
        "The account is frozen: nothing is done, and nobody signs in, until an operator has reviewed whose it is and released it: 'release'.",
        application);
}
