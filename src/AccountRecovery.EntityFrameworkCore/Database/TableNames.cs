using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace AccountRecovery;

/// <summary>Names a table in a statement of ours: the host may have a schema of its own for all its tables.</summary>
internal static class TableNames
{
    internal static string TableOf<TRow>(this DbContext db)
    {
        IEntityType type = db.Model.FindEntityType(typeof(TRow))!;
        return db.GetService<ISqlGenerationHelper>().DelimitIdentifier(type.GetTableName()!, type.GetSchema());
    }
}
