using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using RecoveryCli;
using RecoveryCli.Commands;

// A script reads the same words wherever it runs.
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

var root = new RootCommand(
    "Account recovery from the command line, on one SQLite file. It plays the host: running it means that the host has checked the person's password. "
    + "Exit codes: 0 done, 1 refused, 2 wrong usage, 3 busy or clock suspect (try again later), 4 fault, 130 stopped.");
SharedOptions.AddTo(root);
root.Add(new GenerateCommand());
root.Add(new ConfirmCommand());
root.Add(new RedeemCommand());
root.Add(new StatusCommand());
root.Add(new RevokeCommand());
root.Add(new ImportCommand());
root.Add(new Command("recovery-code", "The recovery code, the spare key of 25 symbols that overrides every other way in, once.")
{
    new MakeRecoveryCodeCommand(),
    new RedeemRecoveryCodeCommand(),
    new RevokeRecoveryCodeCommand(),
});
root.Add(new Command("recovery-key", "The recovery key of 28 symbols, which counts once it was typed back.")
{
    new BeginRecoveryKeyCommand(),
    new ConfirmRecoveryKeyCommand(),
    new RedeemRecoveryKeyCommand(),
    new DisableRecoveryKeyCommand(),
});
root.Add(new AddContactCommand());
root.Add(new ContactsCommand());
root.Add(new SendCodeCommand());
root.Add(new VerifyCommand());
root.Add(new CountriesCommand());
root.Add(new CredentialsSetCommand());
root.Add(new AccessCommand());
root.Add(new ReopenCommand());
root.Add(new ExportCommand());
root.Add(new EraseCommand());
root.Add(new RunDueCommand());
root.Add(new KeysCommand());
root.Add(new NewKeyCommand());
root.Add(new ResealCommand());

// No response files: an account may be called "@alice".
ParseResult given = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (given.Action is ParseErrorAction)
{
    await Console.Error.WriteLineAsync($"{given.Errors[0].Message} See --help.");
    return (int)ExitCode.WrongUsage;
}

// On Ctrl+C a commit that has begun is carried through.
return await given.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
