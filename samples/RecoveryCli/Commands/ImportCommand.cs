using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

internal sealed class ImportCommand : Verb
{
    private const int MostCodes = 32;

    private readonly Argument<string[]> _codes = TypedCodes.Several("The older system's codes, in clear text.");

    private readonly Option<CodeFormat> _format = new("--format")
    {
        Description = "How they look, such as '23456789BCDFGHJKMNPQRTVWXY:5-5'.",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => CodeFormat.BackupCode,
        CustomParser = result =>
        {
            if (!CodeFormat.TryParse(result.Tokens[0].Value, out CodeFormat? format))
            {
                result.AddError($"--format: '{result.Tokens[0].Value}' is no code format; '{CodeFormat.BackupCode}' is one.");
            }

            return format;
        },
    };

    internal ImportCommand()
        : base("import", "Takes over the codes of an older system, hashed; they go on working once each.")
    {
        Add(_codes);
        Add(SharedOptions.Account);
        Add(_format);
        Add(SharedOptions.IdempotencyKey);
    }

    protected override void Configure(AccountRecoveryOptions options, ParseResult given) =>
        options.ImportFormats.Add(given.GetRequiredValue(_format).ToString());

    protected override async Task<Answer> AskAsync(Application application, ParseResult given, CancellationToken cancellationToken)
    {
        AccountId account = given.GetRequiredValue(SharedOptions.Account);
        string[] codes = await TypedCodes.ReadAsync(given.GetValue(_codes) ?? [], cancellationToken);
        if (codes.Length is < 1 or > MostCodes)
        {
            throw new UsageException(FormattableString.Invariant($"An import has 1 to {MostCodes} codes, not {codes.Length}."));
        }

        ImportOutcome outcome = await application.BackupCodes.ImportAsync(account, codes, given.GetRequiredValue(_format), application.Caller, cancellationToken);
        return outcome.Match(
            imported => new Answer(
                ExitCode.Done,
                "imported",
                $"{Words.Count(imported.Codes, "code")} of {account} live here now, hashed. Delete them where they were.",
                new JsonObject { ["codes"] = imported.Codes, ["replayed"] = outcome.Replayed }),
            malformed => new Answer(
                ExitCode.Refused,
                "malformed",
                FormattableString.Invariant($"Code {malformed.Index + 1} is none of this format: {Words.Say(malformed.Fault, malformed.Position)}. None was imported."),
                new JsonObject { ["index"] = malformed.Index, ["fault"] = Words.Name(malformed.Fault), ["position"] = malformed.Position }),
            refused => Answers.Refused("refused", refused.Why, outcome.Replayed),
            busy => Answers.Busy(busy.Why)).About(account);
    }
}
