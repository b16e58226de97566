using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AccountRecovery;

/// <summary>Delivers committed events to the host's sinks in the background. Events are leased in the commit, delivered in order, and removed with one write.</summary>
internal sealed class EventDelivery(IServiceScopeFactory scopes, bool listens, RecoveryMeter meter, ILogger<EventDelivery> log) : IAsyncDisposable, IDisposable
{
    private readonly BackgroundWork _work = new();

    /// <summary>Whether the host has an event sink.</summary>
    internal bool Listens { get; } = listens;

    /// <summary>Identifies this process in leases.</summary>
    internal long Holder { get; } = 1L + RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <summary>
    /// Starts to deliver the events that the record's lease holds, without making a caller wait. An account has one delivery at a time, which keeps the order of its
    /// events.
    /// </summary>
    internal void Start(RecordRunner runner, AccountId account, AccountRecord leased) =>
        _work.Start(account, before => DeliverAsync(runner, account, leased, before));

    /// <summary>Whether no delivery is running.</summary>
    internal bool IsIdle => _work.IsIdle;

    /// <summary>Waits until every delivery that was started has succeeded or failed.</summary>
    internal Task DrainAsync() => _work.DrainAsync();

    public ValueTask DisposeAsync() => _work.DisposeAsync();

    public void Dispose() => _work.Dispose();

    [SuppressMessage("Design", "CA1031", Justification = "No caller awaits a background delivery; when its lease has ended, a due-work sweep tries again.")]
    private async Task DeliverAsync(RecordRunner runner, AccountId account, AccountRecord leased, Task? before)
    {
        try
        {
            AccountRecord? current = leased;
            if (before is not null)
            {
                // The previous delivery was slower than its lease. The events it has delivered meanwhile are removed from the record, so the record is read again.
                await before.ConfigureAwait(false);
                current = await SettleAsync(runner, account, [], fault: false).ConfigureAwait(false);
            }

            while (current is not null)
            {
                (HashSet<EventId> delivered, bool fault) = await DeliverAllAsync(account, current).ConfigureAwait(false);
                current = await SettleAsync(runner, account, delivered, fault).ConfigureAwait(false);
            }
        }
        catch (ObjectDisposedException) when (_work.IsEnding)
        {
            // While the services are being disposed of, no sink can be created.
            log.LogWarning("Recovery events of account {Account} were left for a sweep; call IDueWork.DrainAsync before the services are disposed.", account);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Events of account {Account} could not be delivered, or their result could not be stored; the due-work sweep tries again.", account);
        }
    }

    private async Task<(HashSet<EventId> Delivered, bool Fault)> DeliverAllAsync(AccountId account, AccountRecord record)
    {
        HashSet<EventId> delivered = [];
        foreach (QueuedEvent item in record.Events.Items)
        {
            RecoveryEvent happened = item.ToEvent(account, record.Secret);
            if (!await TryDeliverAsync(happened).ConfigureAwait(false))
            {
                return (delivered, true);
            }

            delivered.Add(happened.Id);
        }

        return (delivered, false);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Any exception of a sink means that the event is tried again later.")]
    private async Task<bool> TryDeliverAsync(RecoveryEvent happened)
    {
        try
        {
            AsyncServiceScope scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                foreach (IRecoveryEventSink sink in scope.ServiceProvider.GetServices<IRecoveryEventSink>())
                {
                    await sink.DeliverAsync(happened, _work.Stopping).ConfigureAwait(false);
                }
            }

            meter.Handed(happened.Kind, Result.Delivered);
            return true;
        }
        catch (Exception fault) when (!_work.IsEnding || fault is not ObjectDisposedException)
        {
            meter.Handed(happened.Kind, Result.NotDelivered);
            log.LogWarning(fault, "An event sink failed on recovery event {EventId} ({Kind}); the event is delivered again later.", happened.Id, happened.Kind);
            return false;
        }
    }

    // One write removes delivered events and leases those committed meanwhile, so no event waits for a sweep. An erased record is deleted when its event is delivered.
    private async Task<AccountRecord?> SettleAsync(RecordRunner runner, AccountId account, HashSet<EventId> delivered, bool fault)
    {
        Decision<AccountRecord?> Settle(Loaded loaded)
        {
            if (loaded.Stored is not { } record || record.Events.Holder != Holder)
            {
                return new Decision<AccountRecord?>(null, null);
            }

            EventQueue settled = record.Events.Settle(Through(record, delivered), fault, loaded.Now);
            if (record.IsErased && settled.Items.IsEmpty)
            {
                return Decision<AccountRecord?>.Delete(null);
            }

            bool goesOn = !fault && !settled.Items.IsEmpty;
            AccountRecord next = record with { Events = goesOn ? settled.Lease(Holder, loaded.Now) : settled };
            return new Decision<AccountRecord?>(goesOn ? next : null, next);
        }

        return await runner.RunAsync(account, Settle, _ => null, CancellationToken.None).ConfigureAwait(false);
    }

    // Compares by id: if the account was erased and created again during a slow delivery, the record may have other, undelivered events with the same sequence numbers.
    private static long Through(AccountRecord record, HashSet<EventId> delivered) =>
        delivered.Count == 0 ? 0 : record.Events.Items.LastOrDefault(item => delivered.Contains(item.IdUnder(record.Secret)))?.Sequence ?? 0;
}
