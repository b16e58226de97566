using System.Data.Common;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>Appends each event to the audit table. The event's id is the key, so that a repeated delivery changes nothing.</summary>
internal sealed class AuditSink(RecoveryDatabase database) : IRecoveryEventSink
{
    public async ValueTask DeliverAsync(RecoveryEvent happened, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(happened);
        try
        {
            await AppendAsync(EventRow.Of(happened, AuditText.Fit), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (IsAboutData(fault))
        {
            await AppendAsync(EventRow.Of(happened, AuditText.FitAscii), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AppendAsync(EventRow row, CancellationToken cancellationToken) =>
        await database.RunAsync((db, _) => db.Database.ExecuteSqlAsync(EventTable.Insert(db, row), cancellationToken), cancellationToken).ConfigureAwait(false);

    // PostgreSQL, appendix A: class 22 contains errors of the data, such as a character that the encoding of the database lacks.
    private static bool IsAboutData(Exception fault) => fault.GetBaseException() is DbException { SqlState: ['2', '2', ..] };
}
