using System.CommandLine;
using AccountRecovery;
using RecoveryCli.Commands;

namespace RecoveryCli;

/// <summary>A contact's code where a verb takes one: typed into the verb itself, which uses it up, rather than into 'verify' before.</summary>
internal static class ContactCode
{
    internal static readonly Option<string?> Option = new("--code")
    {
        Description = "With --challenge: the code that was sent for change-settings. Left out or '-': read from standard input.",
        HelpName = "CODE",
    };

    /// <summary>Adds what a code proves that was typed beside --challenge to what is there already.</summary>
    /// <param name="application">The host.</param>
    /// <param name="account">The account.</param>
    /// <param name="given">The command line.</param>
    /// <param name="proofs">What is there; null where something was given that cannot be a proof.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>All proofs; or why there are none.</returns>
    internal static async Task<(IReadOnlyList<RecoveryTicket> Proofs, Answer? Refused)> AddToAsync(
        Application application, AccountId account, ParseResult given, IReadOnlyList<RecoveryTicket>? proofs, CancellationToken cancellationToken)
    {
        if (proofs is null)
        {
            return ([], Answers.Refused("refused", Refusal.TicketInvalid));
        }

        if (given.GetValue(SharedOptions.Challenge) is not { } challenge)
        {
            return (proofs, null);
        }

        // Whoever changes settings is signed in: the host vouches for the try too.
        string typed = await TypedCodes.ReadAsync(given.GetValue(Option), cancellationToken);
        const ProofPurpose Purpose = ProofPurpose.ChangeSecuritySettings;
        RecoveryTicket vouched = await application.VouchAsync(account, Purpose, cancellationToken);
        VerifyOutcome verified = await application.SecurityCodes.VerifyAsync(account, challenge, typed, Purpose, application.Caller.Having(vouched), cancellationToken);
        return verified is VerifyOutcome.Verified { Proof: { } proof } ? ([.. proofs, proof], null) : ([], Answers.NotVerified(verified));
    }

    /// <summary>What a code proves that was typed beside --challenge by whoever it was, unless --attested says that the host knows who.</summary>
    /// <returns>The proof; or why there is none.</returns>
    internal static async Task<(RecoveryTicket? Proof, Answer? Refused)> ProveAsync(
        Application application, AccountId account, ParseResult given, Argument<string?> code, ProofPurpose purpose, CancellationToken cancellationToken)
    {
        string typed = await TypedCodes.ReadAsync(given.GetValue(code), cancellationToken);
        bool attested = given.GetValue(SharedOptions.Attested);
        RecoveryTicket? vouched = attested ? await application.VouchAsync(account, purpose, cancellationToken) : null;
        ChallengeId challenge = given.GetValue(SharedOptions.Challenge)!.Value;
        VerifyOutcome verified = await application.SecurityCodes.VerifyAsync(account, challenge, typed, purpose, application.CallerHaving(vouched), cancellationToken);
        return verified is VerifyOutcome.Verified { Proof: { } proof } ? (proof, null) : (null, Answers.NotVerified(verified, attested ? "Wait until then." : Answers.WaitOrAttest));
    }
}
