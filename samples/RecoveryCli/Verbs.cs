using System.CommandLine;
using RecoveryCli.Commands;

namespace RecoveryCli;

/// <summary>The whole command line.</summary>
internal static class Verbs
{
    internal static RootCommand All()
    {
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
        root.Add(new Command("recovery-code", "The recovery code: 25 symbols that override every other way in, once.")
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
        root.Add(new RemoveCommand());
        root.Add(new UndoCommand());
        root.Add(new RemoveAllCommand());
        root.Add(new CancelCommand());
        root.Add(new NoticeAddressCommand());
        root.Add(new SendCodeCommand());
        root.Add(new VerifyCommand());
        root.Add(new CountriesCommand());
        root.Add(new RecoverCommand());
        root.Add(new CredentialsSetCommand());
        root.Add(new AccessCommand());
        root.Add(new SignInCommand());
        root.Add(new SkipCommand());
        root.Add(new FreezeCommand());
        root.Add(new ReleaseCommand());
        root.Add(new ReopenCommand());
        root.Add(new ExportCommand());
        root.Add(new EraseCommand());
        root.Add(new RunDueCommand());
        root.Add(new KeysCommand());
        root.Add(new NewKeyCommand());
        root.Add(new ResealCommand());
        return root;
    }
}
