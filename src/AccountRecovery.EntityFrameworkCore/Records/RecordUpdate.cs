using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace AccountRecovery;

/// <summary>The guarded write as one statement, made once from the names in the model: <c>ExecuteUpdate</c> takes longer to make the same text than the server takes to run it.</summary>
internal sealed class RecordUpdate
{
    private string? _statement;

    /// <returns>Whether the expected revision stood and the row was written.</returns>
    internal async Task<bool> RunAsync(DbContext db, long expected, RecordRow next, CancellationToken ct)
    {
        _statement ??= Statement(db);
        object?[] values = [next.Revision, next.Due, next.Sealed, next.Account, expected];
        return await db.Database.ExecuteSqlRawAsync(_statement, values!, ct).ConfigureAwait(false) == 1;
    }

    private static string Statement(DbContext db)
    {
        IEntityType rows = db.Model.FindEntityType(typeof(RecordRow))!;
        var table = StoreObjectIdentifier.Table(rows.GetTableName()!, rows.GetSchema());
        ISqlGenerationHelper sql = db.GetService<ISqlGenerationHelper>();
        return $"UPDATE {sql.DelimitIdentifier(table.Name, table.Schema)} SET {Column(nameof(RecordRow.Revision))} = {{0}}, {Column(nameof(RecordRow.Due))} = {{1}}, {Column(nameof(RecordRow.Sealed))} = {{2}} "
            + $"WHERE {Column(nameof(RecordRow.Account))} = {{3}} AND {Column(nameof(RecordRow.Revision))} = {{4}}";

        string Column(string property) => sql.DelimitIdentifier(rows.FindProperty(property)!.GetColumnName(table)!);
    }
}
