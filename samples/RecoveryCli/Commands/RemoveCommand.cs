using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using AccountRecovery;
using NodaTime;

namespace RecoveryCli.Commands;

internal sealed class RemoveCommand : Verb
{
    private readonly Argument<int> _contact = new("contact")
    {
        Description = "The contact by its number, as 'contacts' lists it.",
        CustomParser = result => SharedOptions.Checked(result, text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : throw new FormatException($"'{text}' is no number of a contact.")),
    };

    internal RemoveCommand()
        : base("remove", "Removes one contact of several, by the code of one that was verified no later, which may be itself. It is told, and can undo that for 720 hours.")
    {
        Add(_contact);
        Add(SharedOptions.Account);
        Add(SharedOptions.Challenge);
        Add(ContactCode.Option);
        Add(SharedOptions.Proof);
        Add(SharedOptions.IdempotencyKey);
        SharedOptions.AllowOne(this, isNeeded: false, SharedOptions.Challenge, SharedOptions.Proof);
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        var contact = new ContactId(given.GetRequiredValue(_contact));

        // To the library it is the same as removing all; nobody should begin a month's wait unawares.
        SecurityInfoView info = await application.SecurityInfo.GetAsync(account, cancellationToken);
        if (info.Contacts.Where(known => known.State == ContactState.Verified).ToArray() is [{ Id: var last }] && last == contact)
        {
            return LastOne(contact, application.Policy.Wait).About(account);
        }

        (IReadOnlyList<RecoveryTicket> proofs, Answer? no) = await ContactCode.AddToAsync(application, account, given, await application.ReadProofsAsync(account, given, cancellationToken), cancellationToken);
        if (no is not null)
        {
            return no.About(account);
        }

        ChangeOutcome outcome = await application.SecurityInfo.RemoveAsync(account, contact, application.Caller.Having([.. proofs]), cancellationToken);
        return (outcome switch
        {
            ChangeOutcome.Done done => ChangeAnswers.Done(
                done,
                "removed",
                $"Contact {contact} is removed. It is told, and for 720 hours whoever is reached there can undo that: 'send-code --to ADDRESS --purpose undo-removal', then 'undo'.",
                application),
            ChangeOutcome.WaitStarted started => ChangeAnswers.WaitStarted(started),
            ChangeOutcome.Refused refused => ChangeAnswers.Refused(refused, refused.Why == Refusal.ContactProofNeeded ? NoYounger(contact) : null),
            ChangeOutcome.Busy busy => Answers.Busy(busy.Why),
            _ => throw new InvalidOperationException("Removing a contact has no other outcome."),
        }).About(account);
    }

    private static Answer LastOne(ContactId contact, Duration wait) => new(
        ExitCode.Refused,
        "last_contact",
        $"Contact {contact} is the last one: removing it begins the wait of {wait.TotalDays:0.#} days, with 'remove-all'. Nothing was changed.",
        new JsonObject { ["contact"] = contact.Number });

    private static string NoYounger(ContactId contact) =>
        $"This takes a code of contact {contact} or of one that was verified before it: 'send-code --contact N --purpose change-settings', then here --challenge and --code.";
}
