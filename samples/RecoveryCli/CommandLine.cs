using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;

namespace RecoveryCli;

/// <summary>One call of the command line, from its arguments to its exit code. It reads and prints on the console.</summary>
internal static class CommandLine
{
    /// <param name="root">All commands.</param>
    /// <param name="arguments">What was typed after the program's name.</param>
    internal static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        // A script reads the same words wherever it runs.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

        // No response files: an account may be called "@alice".
        ParseResult given = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (given.Action is ParseErrorAction)
        {
            await Console.Error.WriteLineAsync($"{given.Errors[0].Message} See --help.");
            return (int)ExitCode.WrongUsage;
        }

        // On Ctrl+C a commit that has begun is carried through.
        return await given.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
    }
}
