using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace AccountRecovery;

/// <summary>
/// One statement on the table of records, built once for each model. EF Core executes the statement, so that
/// logs and interceptors handle it as any other statement.
/// </summary>
internal sealed class RecordStatement
{
    private readonly IRelationalCommand _template;
    private readonly string[] _names;

    /// <param name="db">A context whose model contains the table.</param>
    /// <param name="text">The statement, with <c>{0}</c> in the place of the first parameter, and so on.</param>
    /// <param name="properties">For each parameter, the property of <see cref="RecordRow"/> that is compared with the parameter or set to it.</param>
    internal RecordStatement(DbContext db, string text, params string[] properties)
    {
        IEntityType row = db.Model.FindEntityType(typeof(RecordRow))!;
        ISqlGenerationHelper sql = db.GetService<ISqlGenerationHelper>();
        _names = [.. properties.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"p{i}"))];
        string[] placeholders = [.. _names.Select(sql.GenerateParameterNamePlaceholder)];
        IRelationalCommandBuilder builder = db.GetService<IRelationalCommandBuilderFactory>().Create();
        builder.Append(string.Format(CultureInfo.InvariantCulture, text, placeholders));
        for (int i = 0; i < _names.Length; i++)
        {
            IProperty property = row.FindProperty(properties[i])!;
            builder.AddParameter(_names[i], sql.GenerateParameterName(_names[i]), property.GetRelationalTypeMapping(), property.IsNullable);
        }

        _template = builder.Build();
    }

    /// <returns>The number of changed rows.</returns>
    internal Task<int> ChangeAsync(DbContext db, params object?[] values) => _template.ExecuteNonQueryAsync(With(db, values), CancellationToken.None);

    /// <returns>The value read from the first row; null if there is no row.</returns>
    internal async Task<T?> FirstAsync<T>(DbContext db, Func<DbDataReader, T> read, CancellationToken cancellationToken, params object?[] values)
        where T : class
    {
        // A command keeps the reader of its last call, so that each call needs a command of its own.
        IRelationalConnection connection = db.GetService<IRelationalConnection>();
        IRelationalCommand command = connection.RentCommand();
        try
        {
            command.PopulateFrom(_template);
            RelationalDataReader rows = await command.ExecuteReaderAsync(With(db, values), cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                return await rows.ReadAsync(cancellationToken).ConfigureAwait(false) ? read(rows.DbDataReader) : null;
            }
        }
        finally
        {
            connection.ReturnCommand(command);
        }
    }

    private RelationalCommandParameterObject With(DbContext db, object?[] values) => new(
        db.GetService<IRelationalConnection>(),
        _names.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second),
        readerColumns: null,
        db,
        db.GetService<IRelationalCommandDiagnosticsLogger>(),
        CommandSource.ExecuteSqlRaw);
}
