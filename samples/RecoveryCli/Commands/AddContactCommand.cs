using System.CommandLine;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class AddContactCommand : Verb
{
    private readonly TypedContact _contact = new();
    private readonly Option<string[]> _ownDomains = new("--own-domain") { Description = "An e-mail domain of the host's own, to be warned of and never the only one. May be repeated.", HelpName = "DOMAIN" };

    internal AddContactCommand()
        : base("add-contact", "Adds an e-mail address or a phone number and sends a code there; it counts once that is typed back: 'confirm --challenge'.")
    {
        Add(SharedOptions.Account);
        _contact.AddTo(this);
        Add(SharedOptions.Challenge);
        Add(ContactCode.Option);
        Add(SharedOptions.Proof);
        Add(SharedOptions.Grant);
        Add(_ownDomains);
        Add(SharedOptions.IdempotencyKey);
        SharedOptions.AllowOne(this, isNeeded: false, SharedOptions.Challenge, SharedOptions.Proof, SharedOptions.Grant);
    }

    protected override void Configure(AccountRecoveryOptions options, ParseResult given)
    {
        foreach (string domain in given.GetValue(_ownDomains) ?? [])
        {
            options.OwnDomains.Add(domain);
        }
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);

        // Looked at first: a slip in the address uses no code up.
        if (_contact.Fault(given) is { } fault)
        {
            return fault.About(account);
        }

        (IReadOnlyList<RecoveryTicket> proofs, Answer? no) = await ContactCode.AddToAsync(application, account, given, await application.ReadProofsAsync(account, given, cancellationToken), cancellationToken);
        if (no is not null)
        {
            return no.About(account);
        }

        ChangeOutcome outcome = await application.SecurityInfo.AddAsync(account, _contact.Read(given), application.Caller.Having([.. proofs]), cancellationToken);
        return (outcome switch
        {
            ChangeOutcome.CodeSent sent => ChangeAnswers.CodeSent(sent, $"Contact {sent.Contact.Id}", application),
            ChangeOutcome.Invalid invalid => _contact.Invalid(invalid.Fault, given),
            ChangeOutcome.Refused refused => ChangeAnswers.Refused(refused),
            ChangeOutcome.Busy busy => Answers.Busy(busy.Why),
            _ => throw new InvalidOperationException("Adding a contact has no other outcome."),
        }).About(account);
    }
}
