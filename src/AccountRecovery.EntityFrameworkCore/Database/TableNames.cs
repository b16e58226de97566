using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace AccountRecovery;

/// <summary>Returns a table's name for an SQL statement, with the schema, because the host may put all its tables into a schema.</summary>
internal static class TableNames
{
    internal static string TableOf<TRow>(this DbContext db)
    {
        IEntityType type = db.Model.FindEntityType(typeof(TRow))!;
        return db.GetService<ISqlGenerationHelper>().DelimitIdentifier(type.GetTableName()!, type.GetSchema());
    }
}
