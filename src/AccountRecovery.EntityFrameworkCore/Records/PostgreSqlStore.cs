using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace AccountRecovery;

/// <summary>The store on a PostgreSQL server. The database server's clock shows whether this server's clock is wrong.</summary>
internal sealed class PostgreSqlStore(RecoveryDatabase database) : EntityFrameworkStore(database), IRecoveryStoreClock
{
    public async ValueTask<Instant> GetNowAsync(CancellationToken cancellationToken) => StoredInstant.ToInstant(await Database.RunAsync(
        (db, _) => db.Database.SqlQuery<long>($"SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS \"Value\"").SingleAsync(cancellationToken),
        cancellationToken).ConfigureAwait(false));
}
