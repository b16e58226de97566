using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class SendCodeCommand : Verb
{
    private readonly Option<int?> _contact = SharedOptions.Number("--contact", "For whom the host vouches: a contact by its number, as 'contacts' lists it", 1, int.MaxValue);
    private readonly Option<string?> _to = new("--to") { Description = "For a stranger: the address or number that they typed. The answer is the same whether or not it is a contact.", HelpName = "ADDRESS" };
    private readonly Option<ChallengeId?> _again = new("--again")
    {
        Description = "\"I don't have a code\": another one for this challenge, which kills the one before. With --purpose where the host vouches for the person.",
        HelpName = "ID",
        CustomParser = result => SharedOptions.Checked<ChallengeId?>(result, SharedOptions.ChallengeIn),
    };

    private readonly Option<ProofPurpose?> _purpose = Purposes.Option("What the code is for");

    internal SendCodeCommand()
        : base("send-code", "Sends a security code, to be typed into 'verify' or into the verb that it is for.")
    {
        Add(SharedOptions.Account);
        Add(_contact);
        Add(_to);
        Add(_again);
        Add(_purpose);
        Add(SharedOptions.IdempotencyKey);
        SharedOptions.AllowOne(this, isNeeded: true, _contact, _to, _again);
        Validators.Add(result =>
        {
            ProofPurpose? purpose = Purposes.In(result, _purpose);
            if (result.GetResult(_purpose) is null && result.GetResult(_again) is null)
            {
                result.AddError($"Say what the code is for: --purpose {string.Join("|", Purposes.All.Keys)}.");
            }
            else if (purpose is { } asked && result.GetResult(_to) is not null && !Purposes.IsForStrangers(asked))
            {
                result.AddError($"A stranger is sent no code for {Purposes.Name(asked)}: sign the person in, and give --contact.");
            }
            else if (purpose == ProofPurpose.ConfirmContact && result.GetResult(_contact) is not null)
            {
                result.AddError("A code that confirms a contact is sent by 'add-contact'; --again sends another.");
            }
        });
    }

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        ProofPurpose? purpose = given.GetValue(_purpose);
        string? to = given.GetValue(_to);
        RecoveryTicket? vouched = purpose is { } known && to is null ? await application.VouchAsync(account, known, cancellationToken) : null;
        SendOutcome outcome = (given.GetValue(_again), given.GetValue(_contact)) switch
        {
            ({ } challenge, _) => await application.SecurityCodes.ResendAsync(account, challenge, application.CallerHaving(vouched), cancellationToken),
            (_, { } contact) => await application.SecurityCodes.SendAsync(account, new ContactId(contact), purpose!.Value, application.Caller.Having(vouched!), cancellationToken),
            _ => await application.SecurityCodes.SendToMatchAsync(account, to, purpose!.Value, application.Caller, cancellationToken),
        };
        string on = (vouched is not null, to is not null) switch
        {
            (true, _) => "A code is on its way",
            (_, true) => "If that is a contact of the account, a code is on its way",
            _ => "If somebody who is not signed in has begun this, another code is on its way (where the host vouches for the person, say so with --purpose)",
        };
        return outcome.Match(
            sent => new Answer(
                ExitCode.Done,
                "sent",
                $"{on}: look into {application.Outbox}.\nType it: {Next(purpose, sent.Challenge)}. Another one, from {Words.Name(sent.NextAt)}: 'send-code --again {sent.Challenge}{(vouched is null ? string.Empty : $" --purpose {Purposes.Name(purpose!.Value)}")}'.",
                new JsonObject { ["challenge"] = sent.Challenge.ToString(), ["next_at"] = Words.Name(sent.NextAt), ["replayed"] = outcome.Replayed }),
            tooSoon => new Answer(
                ExitCode.Refused,
                "too_soon",
                $"None is sent before {Words.Name(tooSoon.Until)}: too many were sent, or are not used yet.",
                new JsonObject { ["until"] = Words.Name(tooSoon.Until) }),
            unavailable => Answers.Refused("refused", Refusal.ChannelUnavailable),
            refused => Answers.Refused("refused", refused.Why, outcome.Replayed, RecoveryMethod.SecurityCodes),
            busy => Answers.Busy(busy.Why)).About(account);
    }

    private static string Next(ProofPurpose? purpose, ChallengeId challenge) => purpose switch
    {
        { } it when Purposes.VerbOf(it) is not "verify" and var verb => $"'{verb} --challenge {challenge}'",
        { } it => $"'verify --challenge {challenge} --purpose {Purposes.Name(it)}'",
        null => $"'verify --challenge {challenge}', with the purpose that it was asked for",
    };
}
