using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>The package's own context, for hosts whose own model does not contain the tables.</summary>
internal sealed class RecoveryDbContext(DbContextOptions<RecoveryDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseAccountRecovery();
}
