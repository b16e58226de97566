using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class RemoveAllCommand : Verb
{
    private readonly Option<bool> _yes = new("--yes") { Description = "Even where a recovery code or a recovery key is live, which is the quicker way." };

    internal RemoveAllCommand()
        : base("remove-all", "\"I don't have any of these\": removes all contacts, which begins the wait, 30 days by default. It takes the person's session, and for 720 hours after a cancelled wait a contact's code too.")
    {
        Add(SharedOptions.Account);
        Add(_yes);
        Add(SharedOptions.Challenge);
        Add(ContactCode.Option);
        Add(SharedOptions.Proof);
        Add(SharedOptions.IdempotencyKey);
        SharedOptions.AllowOne(this, isNeeded: false, SharedOptions.Challenge, SharedOptions.Proof);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        if (!given.GetValue(_yes) && await OfferAsync(application, account, cancellationToken) is { } offer)
        {
            return offer.About(account);
        }

        (IReadOnlyList<RecoveryTicket> proofs, Answer? no) = await ContactCode.AddToAsync(application, account, given, await ProofsAsync(application, account, given, cancellationToken), cancellationToken);
        if (no is not null)
        {
            return no.About(account);
        }

        ChangeOutcome outcome = await application.SecurityInfo.RemoveAllAsync(account, application.Caller.Having([.. proofs]), cancellationToken);
        return (outcome switch
        {
            ChangeOutcome.WaitStarted started => ChangeAnswers.WaitStarted(started),
            ChangeOutcome.Refused refused => ChangeAnswers.Refused(refused),
            ChangeOutcome.Busy busy => Answers.Busy(busy.Why),
            _ => throw new InvalidOperationException("Removing all contacts has no other outcome."),
        }).About(account);
    }

    // What gets the owner back sooner is offered first; where there is nothing to remove, the library says so.
    private static async Task<Answer?> OfferAsync(Application application, AccountId account, CancellationToken cancellationToken)
    {
        bool code = (await application.RecoveryCodes.GetStatusAsync(account, cancellationToken)).IsLive;
        bool key = (await application.RecoveryKeys.GetStatusAsync(account, cancellationToken)).IsLive;
        SecurityInfoView info = await application.SecurityInfo.GetAsync(account, cancellationToken);
        if (!(code || key) || info.Contacts.All(contact => contact.State != ContactState.Verified))
        {
            return null;
        }

        string ways = code
            ? "The recovery code ends this at once: 'recovery-code redeem'."
            : "The recovery key gets the owner back at once: 'recovery-key redeem', then 'recover'.";
        return new Answer(
            ExitCode.Refused,
            "offered",
            $"{ways} To begin the wait all the same, repeat with --yes. Nothing was changed.",
            new JsonObject { ["recovery_code"] = code, ["recovery_key"] = key });
    }

    private static async Task<IReadOnlyList<RecoveryTicket>?> ProofsAsync(Application application, AccountId account, ParseResult given, CancellationToken cancellationToken)
    {
        RecoveryTicket session = await application.VouchAsync(account, HostProof.HostSession, ProofPurpose.ChangeSecuritySettings, cancellationToken);
        if (given.GetValue(SharedOptions.Proof) is not { } proof)
        {
            return [session];
        }

        return await TypedCodes.ReadTicketAsync(proof, cancellationToken) is { } shown ? [session, shown] : null;
    }
}
