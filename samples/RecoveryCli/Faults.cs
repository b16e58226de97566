using System.Data.Common;
using AccountRecovery;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace RecoveryCli;

/// <summary>What went wrong, in one line that says what to do; never a stack trace.</summary>
internal static class Faults
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    internal static ExitCode Tell(Exception fault, CancellationToken cancellationToken)
    {
        (ExitCode code, string line) = fault is OperationCanceledException && cancellationToken.IsCancellationRequested
            ? (ExitCode.Stopped, "Stopped. What was committed stays.")
            : Say(fault);
        Console.Error.WriteLine(Words.Plain(line).ReplaceLineEndings(" "));
        return code;
    }

    private static (ExitCode Code, string Line) Say(Exception fault) => fault switch
    {
        UsageException => (ExitCode.WrongUsage, fault.Message),
        OptionsValidationException => (ExitCode.WrongUsage, fault.Message),
        SheetLostException => (ExitCode.Fault, fault.Message),
        RecordUnreadableException { Fault: RecordFault.MissingRootKey } => (ExitCode.Fault, $"{fault.Message} Put the key back into the key file, above the last line, and try again."),
        RecordUnreadableException => (ExitCode.Fault, $"{fault.Message} Nothing was changed."),
        _ when Met(fault) is SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } =>
            (ExitCode.Busy, "Another program holds the database. Try again."),
        _ when Met(fault) is { } met => (ExitCode.Fault, $"The database is not fit for use: {met.Message}"),
        _ => (ExitCode.Fault, $"{fault.GetType().Name}: {fault.Message}"),
    };

    private static DbException? Met(Exception? fault)
    {
        while (fault is not null and not DbException)
        {
            fault = fault.InnerException;
        }

        return fault as DbException;
    }
}
