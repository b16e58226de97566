using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AccountRecovery;

/// <summary>
/// Looks at the database when the host starts, so that missing tables stop a deployment and not the first person who asks; and has the last events delivered when it
/// stops, while there still is a database to settle them in.
/// </summary>
/// <param name="database">The database; null when the records went elsewhere after all.</param>
/// <param name="work">Knows what is being delivered.</param>
/// <param name="log">Hears when it does not answer.</param>
internal sealed class DatabaseStart(RecoveryDatabase? database, IDueWork work, ILogger<DatabaseStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (database?.EnsureReadyAsync(cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (Exception fault) when (DatabaseFaults.IsOfDatabase(fault))
        {
            log.LogError(fault, "The database of account recovery does not answer. Until it does, every call fails and nothing is accepted.");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => work.DrainAsync(cancellationToken).AsTask();
}
