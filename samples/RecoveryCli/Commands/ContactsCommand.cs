using System.CommandLine;
using AccountRecovery;
using NodaTime;

namespace RecoveryCli.Commands;

internal sealed class ContactsCommand : Verb
{
    internal ContactsCommand()
        : base("contacts", "Lists an account's e-mail addresses and phone numbers, most of each hidden, how many are independent, and the wait where it runs.") => Add(SharedOptions.Account);

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        SecurityInfoView info = await application.SecurityInfo.GetAsync(account, cancellationToken);
        Instant now = application.Clock.GetCurrentInstant();
        string table = info.Contacts.Count == 0 ? " Add one with 'add-contact'." : $"{ContactLines.Wait(info)}\n{ContactLines.Table(info, now)}";
        return new Answer(ExitCode.Done, "contacts", $"{account}: {ContactLines.Count(info)}.{table}", ContactLines.Facts(info, now)).About(account);
    }
}
