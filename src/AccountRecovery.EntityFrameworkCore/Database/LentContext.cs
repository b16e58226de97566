using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>A context for one try. Disposing returns a context of the package to its pool, and disposes a context of the host together with its scope.</summary>
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
