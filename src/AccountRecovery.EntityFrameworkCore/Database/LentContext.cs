using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>A context for one try. The package's own goes back to its pool, a host's goes with the scope that it came from.</summary>
internal readonly struct LentContext(DbContext db, AsyncServiceScope? scope = null) : IAsyncDisposable, IDisposable
{
    internal DbContext Db { get; } = db;

    public ValueTask DisposeAsync() => scope is { } host ? host.DisposeAsync() : Db.DisposeAsync();

    public void Dispose()
    {
        if (scope is { } host)
        {
            host.Dispose();
        }
        else
        {
            Db.Dispose();
        }
    }
}
