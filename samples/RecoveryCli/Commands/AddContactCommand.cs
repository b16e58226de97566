using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class AddContactCommand : Verb
{
    private readonly Option<string?> _email = new("--email") { Description = "An e-mail address.", HelpName = "ADDRESS" };
    private readonly Option<string?> _phone = new("--phone") { Description = "A phone number, with + and country code, or as it is dialled in --country.", HelpName = "NUMBER" };
    private readonly Option<string?> _country = new("--country") { Description = "The number's country in two letters, such as GB: 'countries' lists them.", HelpName = "COUNTRY" };
    private readonly Option<bool> _voice = new("--voice") { Description = "Codes are read out in a call instead of sent as texts." };
    private readonly Option<string?> _code = new("--code") { Description = "With --challenge: the code that was sent for change-settings. Left out or '-': read from standard input.", HelpName = "CODE" };
    private readonly Option<string[]> _ownDomains = new("--own-domain") { Description = "An e-mail domain of the host's own, to be warned of and never the only one. May be repeated.", HelpName = "DOMAIN" };

    internal AddContactCommand()
        : base("add-contact", "Adds an e-mail address or a phone number and sends a code there; it counts once that is typed back: 'confirm --challenge'.")
    {
        Add(SharedOptions.Account);
        Add(_email);
        Add(_phone);
        Add(_country);
        Add(_voice);
        Add(SharedOptions.Challenge);
        Add(_code);
        Add(SharedOptions.Proof);
        Add(SharedOptions.Grant);
        Add(_ownDomains);
        Add(SharedOptions.IdempotencyKey);
        SharedOptions.AllowOne(this, isNeeded: true, _email, _phone);
        SharedOptions.AllowOne(this, isNeeded: false, SharedOptions.Challenge, SharedOptions.Proof, SharedOptions.Grant);
    }

    protected override void Configure(AccountRecoveryOptions options, ParseResult given)
    {
        foreach (string domain in given.GetValue(_ownDomains) ?? [])
        {
            options.OwnDomains.Add(domain);
        }
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken ct)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);

        // Looked at first: a slip in the address uses no code up.
        if (Fault(given) is not AddressFault.None and AddressFault fault)
        {
            return Invalid(fault, given).About(account);
        }

        if (await application.ReadProofsAsync(account, given, ct) is not { } proofs)
        {
            return Answers.Refused("refused", Refusal.TicketInvalid).About(account);
        }

        if (given.GetValue(SharedOptions.Challenge) is { } challenge)
        {
            string typed = await TypedCodes.ReadAsync(given.GetValue(_code), ct);
            const ProofPurpose Purpose = ProofPurpose.ChangeSecuritySettings;
            Ticket vouched = await application.VouchAsync(account, Purpose, ct);
            VerifyOutcome verified = await application.SecurityCodes.VerifyAsync(account, challenge, typed, Purpose, application.Caller, vouched, ct);
            if (verified is not VerifyOutcome.Verified { Proof: { } proof })
            {
                return Answers.NotVerified(verified).About(account);
            }

            proofs = [.. proofs, proof];
        }

        NewContact contact = given.GetValue(_email) is { } email
            ? NewContact.Email(email)
            : NewContact.Phone(given.GetValue(_phone), given.GetValue(_country), given.GetValue(_voice));
        ChangeOutcome outcome = await application.SecurityInfo.AddAsync(account, contact, proofs, application.Caller, ct);
        return (outcome switch
        {
            ChangeOutcome.CodeSent sent => Say(sent, application),
            ChangeOutcome.Invalid invalid => Invalid(invalid.Fault, given),
            ChangeOutcome.Refused refused => Refused(refused),
            ChangeOutcome.Busy busy => Answers.Busy(busy.Why),
            _ => throw new InvalidOperationException("Adding a contact has no other outcome."),
        }).About(account);
    }

    private static Answer Say(ChangeOutcome.CodeSent sent, Application application) => new(
        ExitCode.Done,
        "code_sent",
        $"Contact {sent.Contact.Id}, {sent.Contact.Masked}, waits to be confirmed before {Words.Name(sent.Contact.Until)}. A code is on its way there, good for ten minutes: look into {application.Outbox}.\n"
            + $"Type it back: 'confirm --challenge {sent.Challenge}'."
            + (sent.OwnDomain ? "\nThis is an address of the host's own: who cannot sign in may not be able to read it. Add another one too." : string.Empty),
        new JsonObject
        {
            ["contact"] = ContactLines.Facts(sent.Contact, application.Clock.GetCurrentInstant()),
            ["challenge"] = sent.Challenge.ToString(),
            ["own_domain"] = sent.OwnDomain,
            ["replayed"] = sent.Replayed,
        });

    private static Answer Refused(ChangeOutcome.Refused refused)
    {
        Answer answer = Answers.Refused("refused", refused.Why, refused.Replayed, RecoveryMethod.SecurityCodes);
        answer.Facts["until"] = Words.Name(refused.Until);
        return refused.Until is { } until ? answer with { Text = $"{answer.Text} Try again at {Words.Name(until)}." } : answer;
    }

    private Answer Invalid(AddressFault fault, ParseResult given)
    {
        string field = given.GetValue(_email) is not null ? "email" : fault is AddressFault.CountryMissing or AddressFault.CountryUnknown ? "country" : "phone";
        return new Answer(
            ExitCode.Refused,
            "invalid",
            $"--{field}: {Words.Say(fault)} Nothing was changed.",
            new JsonObject { ["field"] = field, ["fault"] = Words.Name(fault) });
    }

    private AddressFault Fault(ParseResult given)
    {
        _ = given.GetValue(_email) is { } email
            ? EmailAddress.TryParse(email, out _, out AddressFault fault)
            : PhoneNumber.TryParse(given.GetValue(_phone), given.GetValue(_country), out _, out fault);
        return fault;
    }
}
