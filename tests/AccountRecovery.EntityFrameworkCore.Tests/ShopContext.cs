using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>What a host has: a context with tables of its own, in a schema of its own where there are schemas, and beside them those of the library.</summary>
public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<ShopOrder> Orders => Set<ShopOrder>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.HasDefaultSchema("shop").UseAccountRecovery();
}
