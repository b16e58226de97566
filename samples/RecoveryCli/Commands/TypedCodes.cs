using System.CommandLine;
using AccountRecovery;

namespace RecoveryCli.Commands;

/// <summary>Codes from the command line, or from standard input, which keeps them out of the shell's history and the list of processes.</summary>
internal static class TypedCodes
{
    private const string StandardInput = "-";

    internal static Argument<string?> One(string description) => new("code")
    {
        Description = $"{description} Left out or '-': read from standard input.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    internal static Argument<string[]> Several(string description) => new("codes")
    {
        Description = $"{description} Left out or '-': read from standard input, one a line or with ';' between them, as ASP.NET Core Identity keeps them.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>A code that a command takes beside its own; null where none was given.</summary>
    internal static async Task<string?> ReadBesideAsync(string? given, CancellationToken cancellationToken) => given is null ? null : await ReadAsync(given, cancellationToken);

    /// <summary>Grants and proofs go the same ways as codes.</summary>
    /// <returns>Null where it cannot be one.</returns>
    internal static async Task<RecoveryTicket?> ReadTicketAsync(string? given, CancellationToken cancellationToken) =>
        RecoveryTicket.TryParse(await ReadAsync(given, cancellationToken), out RecoveryTicket? ticket) ? ticket : null;

    internal static async Task<string> ReadAsync(string? given, CancellationToken cancellationToken)
    {
        if (given is not (null or StandardInput))
        {
            return given;
        }

        return await FromInputAsync("Code: ", Console.In.ReadLine, cancellationToken) ?? string.Empty;
    }

    internal static async Task<string[]> ReadAsync(string[] given, CancellationToken cancellationToken)
    {
        string[] typed = given is [] or [StandardInput] ? [await FromInputAsync("Codes, one a line, then the end of the file: ", Console.In.ReadToEnd, cancellationToken)] : given;
        return [.. typed.SelectMany(text => text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
    }

    // Reading blocks, and Ctrl+C should not have to wait for it.
    private static async Task<T> FromInputAsync<T>(string prompt, Func<T> read, CancellationToken cancellationToken)
    {
        if (!Console.IsInputRedirected)
        {
            await Console.Error.WriteAsync(prompt);
        }

        return await Task.Run(read, cancellationToken).WaitAsync(cancellationToken);
    }
}
