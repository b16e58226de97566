using System.Data.Common;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>Appends each event to the audit table. The event's id is the key, so a repeated delivery changes nothing.</summary>
internal sealed class AuditSink(RecoveryDatabase database) : IRecoveryEventSink
{
    public async ValueTask DeliverAsync(RecoveryEvent happened, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(happened);
        try
        {
            await AppendAsync(happened, AuditText.Fit, ct).ConfigureAwait(false);
        }
        catch (DbUpdateException fault) when (IsAboutData(fault))
        {
            await AppendAsync(happened, AuditText.FitAscii, ct).ConfigureAwait(false);
        }
    }

    private async Task AppendAsync(RecoveryEvent happened, Func<string?, string?> text, CancellationToken ct) => await database.RunAsync(
        async (db, _) =>
        {
            var row = EventRow.Of(happened, text);
            if (await IsThereAsync(db, row.Id, ct).ConfigureAwait(false))
            {
                return true;
            }

            db.Add(row);
            try
            {
                await db.SaveChangesAsync(ct).ConfigureAwait(false);
                return true;
            }
            catch (DbUpdateException fault) when (DatabaseFaults.KindOf(fault) == FaultKind.Lasting)
            {
                // Another delivery of the same event may have come first.
                if (!await IsThereAsync(db, row.Id, ct).ConfigureAwait(false))
                {
                    throw;
                }

                return true;
            }
        },
        ct).ConfigureAwait(false);

    private static Task<bool> IsThereAsync(DbContext db, byte[] id, CancellationToken ct) => db.Set<EventRow>().AnyAsync(row => row.Id == id, ct);

    // PostgreSQL, appendix A: class 22 is about the data itself, such as a character that the database's encoding does not have.
    private static bool IsAboutData(DbUpdateException fault) => fault.GetBaseException() is DbException { SqlState: ['2', '2', ..] };
}
