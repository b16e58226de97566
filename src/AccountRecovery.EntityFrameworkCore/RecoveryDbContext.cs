using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>The package's own context, for hosts that do not keep the tables in a model of theirs.</summary>
internal sealed class RecoveryDbContext(DbContextOptions<RecoveryDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseAccountRecovery();
}
