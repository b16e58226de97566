using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

public sealed class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseAccountRecovery();
}
