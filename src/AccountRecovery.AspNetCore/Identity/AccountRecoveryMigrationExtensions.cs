using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AccountRecovery;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Imports the clear-text recovery codes of all users in one run, instead of importing each user's codes when the user first needs them.</summary>
public static class AccountRecoveryMigrationExtensions
{
    /// <summary>The command to type after the application's name: <c>dotnet run -- migrate-recovery-codes</c>.</summary>
    public const string Command = "migrate-recovery-codes";

    /// <summary>
    /// Handles <see cref="Command"/>: imports the codes of all users and reports its progress. Ctrl-C or a termination signal stops
    /// the import after the users that are being imported; run the command again to continue. The method sets the exit code of the
    /// process: 0 if no clear-text code is left, 3 if some are left, 130 if it was stopped.
    /// </summary>
    /// <example><code>if (await app.TryMigrateRecoveryCodesAsync(args)) { return; }</code></example>
    /// <param name="app">The application, which must not be started yet.</param>
    /// <param name="args">The command line.</param>
    /// <param name="output">The writer for the progress; null for the console.</param>
    /// <returns>True if the command line contains the command; false if it does not and the method did nothing.</returns>
    public static async Task<bool> TryMigrateRecoveryCodesAsync(this IHost app, string[] args, TextWriter? output = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(args);
        if (args is not [Command, ..])
        {
            return false;
        }

        output ??= Console.Out;
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var last = new Dictionary<string, RecoveryCodeMigrationStep>();
        try
        {
            await foreach (RecoveryCodeMigrationStep step in app.Services.MigrateRecoveryCodesAsync(stop.Token).ConfigureAwait(false))
            {
                last[step.UserType] = step;
                await output.WriteLineAsync(FormattableString.Invariant(
                    $"{step.UserType}: {step.Examined:N0} of {step.Users:N0} users, codes of {step.TakenOver:N0} taken over, of {step.Left:N0} left")).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await output.WriteLineAsync($"Stopped. Nothing is lost: run '{Command}' again to go on.").ConfigureAwait(false);
            Environment.ExitCode = 130;
            return true;
        }

        bool done = last.Values.All(step => step.Left == 0);
        await output.WriteLineAsync(done
            ? "Done: no recovery code is left in clear text. Deleted rows stay readable in database files and backups: vacuum the database and delete old backups."
            : $"The codes of some users are still in clear text. The log gives the reason; if it gives none, run '{Command}' again.").ConfigureAwait(false);
        Environment.ExitCode = done ? 0 : 3;
        return true;
    }

    /// <summary>
    /// Imports the codes of all users of all user types, in batches. It is safe to run this while the application serves requests, and while another import runs.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="cancellationToken">Stops the import after the users that are being imported.</param>
    /// <returns>The progress, once after each batch.</returns>
    /// <exception cref="InvalidOperationException">Identity does not use account recovery or is not configured
    /// correctly, or a user store cannot list its users. The message says what to do.</exception>
    public static async IAsyncEnumerable<RecoveryCodeMigrationStep> MigrateRecoveryCodesAsync(this IServiceProvider services, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(services);
        IdentityStart start = services.GetService<IdentityStart>() ?? throw new InvalidOperationException("Identity keeps its codes itself: call UseAccountRecovery() on the Identity builder.");
        start.Check();
        foreach (IdentityUse use in services.GetServices<IdentityUse>())
        {
            await foreach (RecoveryCodeMigrationStep step in use.MigrateAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return step;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}
