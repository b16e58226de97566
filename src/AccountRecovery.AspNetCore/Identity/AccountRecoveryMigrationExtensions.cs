using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AccountRecovery;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Takes over the clear-text recovery codes of all users at once, rather than of each at their first use.</summary>
public static class AccountRecoveryMigrationExtensions
{
    /// <summary>What to type after the application's name: <c>dotnet run -- migrate-recovery-codes</c>.</summary>
    public const string Command = "migrate-recovery-codes";

    /// <summary>
    /// Handles <see cref="Command"/>: imports the codes of all users, says how far it is, and stops at Ctrl-C or a termination signal after the users it is at. Run it again to go on.
    /// Sets the process's exit code: 0 when no clear-text code is left, 3 when some are, 130 when it was stopped.
    /// </summary>
    /// <example><code>if (await app.TryMigrateRecoveryCodesAsync(args)) { return; }</code></example>
    /// <param name="app">The application, not started.</param>
    /// <param name="args">The command line.</param>
    /// <param name="output">Where to say it; the console when it is not given.</param>
    /// <returns>Whether the command line asked for it; otherwise nothing was done.</returns>
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
            : $"Some users' codes were left in clear text. If the log names no reason, run '{Command}' again.").ConfigureAwait(false);
        Environment.ExitCode = done ? 0 : 3;
        return true;
    }

    /// <summary>Takes over the codes of all users of all user types, in batches. Safe beside an application that serves, and beside another run.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="cancellationToken">Stops after the users it is at.</param>
    /// <returns>After each batch, how far it is.</returns>
    /// <exception cref="InvalidOperationException">Identity does not use account recovery, or not rightly, or a store cannot list its users; says what to do.</exception>
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
