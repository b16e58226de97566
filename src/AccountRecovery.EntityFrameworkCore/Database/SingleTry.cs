using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AccountRecovery;

/// <summary>
/// An execution strategy without retries. It prevents a retrying strategy of the host from repeating a guarded write unnoticed:
/// <see cref="RecoveryDatabase"/> repeats statements itself, and finds out by the revision whether a write was executed.
/// </summary>
internal sealed class SingleTry(DbContext db) : ExecutionStrategy(db, maxRetryCount: 0, maxRetryDelay: TimeSpan.Zero)
{
    protected override bool ShouldRetryOn(Exception exception) => false;
}
