using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace AccountRecovery;

/// <summary>A context on a kind of database that nobody here knows.</summary>
public sealed class StrangeContext(DbContextOptions<StrangeContext> options) : DbContext(options)
{
    public override DatabaseFacade Database => new StrangeDatabase(this);

    private sealed class StrangeDatabase(DbContext context) : DatabaseFacade(context)
    {
        public override string ProviderName => "Strange";
    }
}
