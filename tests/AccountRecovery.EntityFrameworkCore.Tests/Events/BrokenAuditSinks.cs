using System.Runtime.CompilerServices;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>Sinks that keep the table wrong: the laws about the audit table must catch each of them.</summary>
internal static class BrokenAuditSinks
{
    private const string Guard = "ON CONFLICT DO NOTHING";

    private static FormattableString Changed(FormattableString statement, string ending) =>
        FormattableStringFactory.Create(statement.Format.Replace(Guard, ending, StringComparison.Ordinal), statement.GetArguments());

    /// <summary>A plain insert: a repeated delivery fails for ever, and so does every event behind it.</summary>
    internal sealed class Plain(RecoveryDatabase database) : IRecoveryEventSink
    {
        public async ValueTask DeliverAsync(RecoveryEvent happened, CancellationToken cancellationToken) => await database.RunAsync(
            (db, _) => db.Database.ExecuteSqlAsync(Changed(EventTable.Insert(db, EventRow.Of(happened, AuditText.Fit)), string.Empty), cancellationToken), cancellationToken);
    }

    /// <summary>The last delivery wins, so what was written once is not what will be read.</summary>
    internal sealed class Overwriting(RecoveryDatabase database) : IRecoveryEventSink
    {
        public async ValueTask DeliverAsync(RecoveryEvent happened, CancellationToken cancellationToken) => await database.RunAsync(
            (db, _) => db.Database.ExecuteSqlAsync(Changed(EventTable.Insert(db, EventRow.Of(happened, AuditText.Fit)), "ON CONFLICT (id) DO UPDATE SET count = excluded.count"), cancellationToken), cancellationToken);
    }

    /// <summary>Takes an event that it could not keep.</summary>
    internal sealed class Forgetful(IRecoveryEventSink inner) : IRecoveryEventSink
    {
        public async ValueTask DeliverAsync(RecoveryEvent happened, CancellationToken cancellationToken)
        {
            try
            {
                await inner.DeliverAsync(happened, cancellationToken);
            }
            catch (IOException)
            {
                // As if it had been kept.
            }
        }
    }
}
