using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AccountRecovery;
using NodaTime;

namespace RecoveryCli;

/// <summary>The options that more than one command takes.</summary>
internal static class SharedOptions
{
    internal static readonly Option<AccountId> Account = new("--account", "-a")
    {
        Description = "The account: any text of up to 256 UTF-8 bytes.",
        HelpName = "ID",
        Required = true,
        CustomParser = result => Checked(result, text => new AccountId(text)),
    };

    /// <summary>Like <see cref="Account"/>, but where to go on.</summary>
    internal static readonly Option<AccountId?> After = new("--after")
    {
        Description = "Go on after this account, as a stopped run has printed it.",
        HelpName = "ID",
        CustomParser = result => Checked<AccountId?>(result, text => new AccountId(text)),
    };

    internal static readonly Option<string?> IdempotencyKey = new("--idempotency-key")
    {
        Description = "Names this attempt of the call: repeated within 24 hours, it gives the same answer and does nothing twice.",
        HelpName = "TEXT",
        CustomParser = result => Checked<string?>(result, text =>
        {
            _ = Caller.Anonymous(flow: null, twoStep: false) with { IdempotencyKey = text };
            return text;
        }),
    };

    internal static readonly Option<string> Database = new("--db")
    {
        Description = "The SQLite file, made on first use. By default recovery.db.",
        HelpName = "FILE",
        Recursive = true,
        DefaultValueFactory = _ => Path.GetFullPath("recovery.db"),
        CustomParser = result => Checked(result, FileIn),
    };

    internal static readonly Option<string?> KeyFile = new("--key-file")
    {
        Description = $"The root keys, one a line, the last one active. Unless {RootKeys.Variable} holds them. By default the database file with .rootkey after it, made on first use.",
        HelpName = "FILE",
        Recursive = true,
        CustomParser = result => Checked<string?>(result, FileIn),
    };

    internal static readonly Option<Instant?> Now = new("--now")
    {
        Description = "Time travel: an instant such as 2026-03-01T12:00:00Z, or one from now such as +31d or -6m (s, m, h, d).",
        HelpName = "INSTANT",
        Recursive = true,
        CustomParser = result => Checked<Instant?>(result, text => TimeTravel.Parse(text, SystemClock.Instance.GetCurrentInstant())),
    };

    internal static readonly Option<string?> Outbox = new("--outbox")
    {
        Description = "The folder that messages go to instead of people, a file each; made with the first one. By default 'outbox' beside the database file.",
        HelpName = "FOLDER",
        Recursive = true,
        CustomParser = result => Checked<string?>(result, FolderIn),
    };

    internal static readonly Option<bool> TrustedDevice = new("--trusted-device")
    {
        Description = "The host vouches that the call comes from a device that the account trusts.",
    };

    internal static readonly Option<bool> TwoStep = new("--two-step") { Description = "The host has two-step verification on for the account." };

    internal static readonly Option<bool> AppPassword = new("--app-password")
    {
        Description = "The person signs in with an app password, which the host has issued to one application.",
    };

    /// <summary>The live recovery code, where a change takes it beside the password.</summary>
    internal static readonly Option<string?> RecoveryCode = new("--recovery-code", "--current")
    {
        Description = "The live recovery code, as typed; it is not spent. '-': read from standard input.",
        HelpName = "CODE",
    };

    /// <summary>What redeeming the recovery code gave.</summary>
    internal static readonly Option<string?> Grant = new("--grant")
    {
        Description = "The grant that 'recovery-code redeem' printed. '-': read from standard input.",
        HelpName = "GRANT",
    };

    /// <summary>What a security code has proved, where a change takes a contact's.</summary>
    internal static readonly Option<string?> Proof = new("--proof")
    {
        Description = "The proof that 'verify' printed for change-settings, where a contact's code is needed. '-': read from standard input.",
        HelpName = "PROOF",
    };

    internal static readonly Option<ChallengeId?> Challenge = new("--challenge")
    {
        Description = "Which code is meant: what sending it has printed.",
        HelpName = "ID",
        CustomParser = result => Checked<ChallengeId?>(result, ChallengeIn),
    };

    internal static readonly Option<bool> Attested = new("--attested")
    {
        Description = "The host vouches for the person (the password has passed): a budget of attempts that strangers cannot use up.",
    };

    internal static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output.", Recursive = true };

    internal static void AddTo(RootCommand root)
    {
        root.Add(Database);
        root.Add(KeyFile);
        root.Add(Now);
        root.Add(Outbox);
        root.Add(Json);
    }

    /// <summary>An option that takes a whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it counts.</param>
    /// <param name="min">The least (inclusive).</param>
    /// <param name="max">The most (inclusive).</param>
    internal static Option<int?> Number(string name, string description, int min, int max) => new(name)
    {
        Description = FormattableString.Invariant($"{description}, {min} to {max}."),
        HelpName = "N",
        CustomParser = result => Checked<int?>(result, text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max
                ? number
                : throw new FormatException(FormattableString.Invariant($"'{text}' is no whole number from {min} to {max}."))),
    };

    /// <summary>A file's whole path, in a folder that exists.</summary>
    internal static string FileIn(string text)
    {
        string path = Path.GetFullPath(text);
        return Directory.Exists(path) ? throw new FormatException($"{path} is a folder.")
            : Directory.Exists(Path.GetDirectoryName(path)) ? path
            : throw new FormatException($"the folder of {path} does not exist. Make it first.");
    }

    private static string FolderIn(string text)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(text));
        return File.Exists(path) ? throw new FormatException($"{path} is a file.")
            : Directory.Exists(path) || Directory.Exists(Path.GetDirectoryName(path)) ? path
            : throw new FormatException($"the folder of {path} does not exist. Make it first.");
    }

    internal static ChallengeId? ChallengeIn(string text) => ChallengeId.TryParse(text, out ChallengeId challenge)
        ? challenge
        : throw new FormatException($"'{text}' is no challenge such as 0123456789abcdef.");

    /// <summary>Makes a command refuse several of its options side by side.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isNeeded">Whether one of them is needed.</param>
    /// <param name="options">The options.</param>
    internal static void AllowOne(Command command, bool isNeeded, params Option[] options) => command.Validators.Add(result =>
    {
        int given = options.Count(option => result.GetResult(option) is { Implicit: false });
        if (given > 1 || (given == 0 && isNeeded))
        {
            result.AddError($"Give {(isNeeded ? "one" : "at most one")} of {string.Join(", ", options.Select(option => option.Name))}.");
        }
    });

    // What a constructor of the library says about its argument is what the person needs to read.
    internal static T? Checked<T>(ArgumentResult result, Func<string, T> make)
    {
        try
        {
            return make(result.Tokens[0].Value);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            string message = fault is ArgumentException { ParamName: { } name } ? fault.Message.Replace($" (Parameter '{name}')", string.Empty, StringComparison.Ordinal) : fault.Message;
            result.AddError($"{(result.Parent is OptionResult { IdentifierToken: { } option } ? option.Value : result.Argument.Name)}: {message}");
            return default;
        }
    }
}
