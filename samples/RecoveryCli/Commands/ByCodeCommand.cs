using System.CommandLine;
using AccountRecovery;

namespace RecoveryCli.Commands;

/// <summary>What nobody has to be signed in for: the code of a contact that may do it is all that it takes.</summary>
internal abstract class ByCodeCommand : Verb
{
    private readonly Argument<string?> _code = TypedCodes.One("The code that was sent, with --challenge.");
    private readonly Option<string?> _proof;
    private readonly ProofPurpose _purpose;

    /// <param name="name">The verb.</param>
    /// <param name="description">What it does.</param>
    /// <param name="purpose">What its code is for.</param>
    protected ByCodeCommand(string name, string description, ProofPurpose purpose)
        : base(name, $"{description} First: 'send-code --to ADDRESS --purpose {Purposes.Name(purpose)}'.")
    {
        _purpose = purpose;
        _proof = new Option<string?>("--proof")
        {
            Description = $"In place of --challenge and the code: the proof that 'verify' printed for {Purposes.Name(purpose)}. '-': read from standard input.",
            HelpName = "PROOF",
        };
        Add(_code);
        Add(SharedOptions.Account);
        Add(SharedOptions.Challenge);
        Add(_proof);
        Add(SharedOptions.Attested);
        Add(SharedOptions.IdempotencyKey);
        SharedOptions.AllowOne(this, isNeeded: true, SharedOptions.Challenge, _proof);
        Validators.Add(result =>
        {
            if (result.GetResult(_code) is { Tokens.Count: > 0 } && result.GetResult(_proof) is not null)
            {
                result.AddError("With --proof no code is typed: 'verify' has used it up.");
            }
        });
    }

    /// <summary>Does it, with what the code proves.</summary>
    protected abstract ValueTask<ChangeOutcome> ChangeAsync(Application application, AccountId account, RecoveryTicket proof, CancellationToken cancellationToken);

    protected abstract Answer Say(ChangeOutcome.Done done, Application application);

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        (RecoveryTicket? proof, Answer? unproved) = given.GetResult(SharedOptions.Challenge) is null
            ? (await TypedCodes.ReadTicketAsync(given.GetValue(_proof), cancellationToken), null)
            : await ContactCode.ProveAsync(application, account, given, _code, _purpose, cancellationToken);
        if (unproved is not null)
        {
            return unproved.About(account);
        }

        ChangeOutcome outcome = proof is null
            ? new ChangeOutcome.Refused(Refusal.TicketInvalid)
            : await ChangeAsync(application, account, proof, cancellationToken);
        return (outcome switch
        {
            ChangeOutcome.Done done => Say(done, application),
            ChangeOutcome.Refused refused => ChangeAnswers.Refused(refused),
            ChangeOutcome.Busy busy => Answers.Busy(busy.Why),
            _ => throw new InvalidOperationException($"'{Name}' has no other outcome."),
        }).About(account);
    }
}
