using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>Reads one setting of the database.</summary>
internal static class DatabaseSetting
{
    /// <param name="db">The context.</param>
    /// <param name="question">A statement of this package that returns one value.</param>
    [SuppressMessage("Security", "CA2100", Justification = "The statements are constants of this package.")]
    internal static async Task<string> AskAsync(DbContext db, string question)
    {
        await db.Database.OpenConnectionAsync().ConfigureAwait(false);
        try
        {
            DbCommand command = db.Database.GetDbConnection().CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.CommandText = question;
                return Convert.ToString(await command.ExecuteScalarAsync().ConfigureAwait(false), CultureInfo.InvariantCulture) ?? string.Empty;
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }
}
