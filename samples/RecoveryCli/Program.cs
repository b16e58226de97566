using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using RecoveryCli;

// A script reads the same words wherever it runs.
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

// No response files: an account may be called "@alice".
ParseResult given = Verbs.All().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (given.Action is ParseErrorAction)
{
    await Console.Error.WriteLineAsync($"{given.Errors[0].Message} See --help.");
    return (int)ExitCode.WrongUsage;
}

// On Ctrl+C a commit that has begun is carried through.
return await given.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
