using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli;

/// <summary>An e-mail address or a phone number on the command line.</summary>
internal sealed class TypedContact
{
    private readonly Option<string?> _email = new("--email") { Description = "An e-mail address.", HelpName = "ADDRESS" };
    private readonly Option<string?> _phone = new("--phone") { Description = "A phone number, with + and country code, or as it is dialled in --country.", HelpName = "NUMBER" };
    private readonly Option<string?> _country = new("--country") { Description = "The number's country in two letters, such as GB: 'countries' lists them.", HelpName = "COUNTRY" };
    private readonly Option<bool> _voice = new("--voice") { Description = "Messages are read out in a call instead of sent as texts." };

    internal void AddTo(Command command)
    {
        command.Add(_email);
        command.Add(_phone);
        command.Add(_country);
        command.Add(_voice);
        SharedOptions.AllowOne(command, isNeeded: true, _email, _phone);
    }

    internal NewContact Read(ParseResult given) => given.GetValue(_email) is { } email
        ? NewContact.Email(email)
        : NewContact.Phone(given.GetValue(_phone), given.GetValue(_country), given.GetValue(_voice));

    /// <summary>What is wrong with it, told before anything is used up for it.</summary>
    /// <returns>Null when nothing is.</returns>
    internal Answer? Fault(ParseResult given)
    {
        _ = given.GetValue(_email) is { } email
            ? EmailAddress.TryParse(email, out _, out AddressFault fault)
            : PhoneNumber.TryParse(given.GetValue(_phone), given.GetValue(_country), out _, out fault);
        return fault == AddressFault.None ? null : Invalid(fault, given);
    }

    internal Answer Invalid(AddressFault fault, ParseResult given)
    {
        string field = given.GetValue(_email) is not null ? "email" : fault is AddressFault.CountryMissing or AddressFault.CountryUnknown ? "country" : "phone";
        return new Answer(
            ExitCode.Refused,
            "invalid",
            $"--{field}: {Words.Say(fault)} Nothing was changed.",
            new JsonObject { ["field"] = field, ["fault"] = Words.Name(fault) });
    }
}
