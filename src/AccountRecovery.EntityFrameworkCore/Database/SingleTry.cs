using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AccountRecovery;

/// <summary>Keeps a retrying strategy of the host's from repeating a guarded write behind our back: its revision says whether it was carried out.</summary>
internal sealed class SingleTry(DbContext db) : ExecutionStrategy(db, maxRetryCount: 0, maxRetryDelay: TimeSpan.Zero)
{
    protected override bool ShouldRetryOn(Exception exception) => false;
}
