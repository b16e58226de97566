using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AccountRecovery;

/// <summary>Looks at the database when the host starts, so that missing tables stop a deployment and not the first person who asks.</summary>
internal sealed class DatabaseStart(RecoveryDatabase database, ILogger<DatabaseStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.RunAsync((_, _) => Task.FromResult(true), cancellationToken).ConfigureAwait(false);
        }
        catch (DbException fault)
        {
            log.LogError(fault, "The database of account recovery cannot be reached. Until it can, every call fails and nothing is accepted.");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
