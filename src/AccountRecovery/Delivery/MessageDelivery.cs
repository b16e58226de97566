using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AccountRecovery;

/// <summary>
/// Sends committed messages in the background. Messages are leased in the commit and checked once more right before sending. One write saves the results.
/// </summary>
internal sealed class MessageDelivery(IServiceScopeFactory scopes, RecoveryPolicy policy, MessageWriter writer, RecoveryMeter meter, ILogger<MessageDelivery> log)
    : IAsyncDisposable, IDisposable
{
    /// <summary>The time limit of a sender for one message: half of the lease, so that no other process has begun to send the message by then.</summary>
    internal static readonly TimeSpan SenderTimeout = TimeSpan.FromSeconds(30);

    private const int SendsAtOnce = 32;

    private readonly BackgroundWork _work = new();
    private readonly SemaphoreSlim _places = new(SendsAtOnce);

    /// <summary>Starts to send the messages that a commit has leased, without making a caller wait.</summary>
    /// <param name="runner">Reads the record and saves the results.</param>
    /// <param name="account">The account.</param>
    /// <param name="holder">The holder of the lease.</param>
    /// <param name="leased">The messages that were leased.</param>
    internal void Start(RecordRunner runner, AccountId account, long holder, ImmutableArray<QueuedMessage> leased) =>
        _work.Start(account, _ => DeliverAsync(runner, account, holder, leased));

    /// <summary>Whether no message is being sent.</summary>
    internal bool IsIdle => _work.IsIdle;

    /// <summary>Waits until every started message was sent or has failed.</summary>
    internal Task DrainAsync() => _work.DrainAsync();

    public async ValueTask DisposeAsync()
    {
        await _work.DisposeAsync().ConfigureAwait(false);
        _places.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    [SuppressMessage("Design", "CA1031", Justification = "No caller awaits a background delivery; when its lease has ended, a due-work sweep tries again.")]
    private async Task DeliverAsync(RecordRunner runner, AccountId account, long holder, ImmutableArray<QueuedMessage> leased)
    {
        try
        {
            IEnumerable<Task<Tried>> tries = leased.SelectMany(message => message.To.Select(to => TryAsync(runner, account, holder, message.Number, to)));
            ImmutableArray<Tried> tried = [.. await Task.WhenAll(tries).ConfigureAwait(false)];
            await runner.RunAsync(account, loaded => Settle(loaded, holder, tried), _ => false, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ObjectDisposedException) when (_work.IsEnding)
        {
            log.LogWarning("Messages of account {Account} were left for a sweep; call IDueWork.DrainAsync before the services are disposed.", account);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Messages of account {Account} could not be sent, or their result could not be stored; the due-work sweep tries again.", account);
        }
    }

    private async Task<Tried> TryAsync(RecordRunner runner, AccountId account, long holder, long number, Recipient to)
    {
        await _places.WaitAsync().ConfigureAwait(false);
        try
        {
            // A leased message may have waited for a free place. Meanwhile its code may have become invalid, or another process may have leased the message.
            Loaded loaded = await runner.ReadAsync(account, CancellationToken.None).ConfigureAwait(false);
            if (loaded.Record is not { } record || record.Messages.Find(number) is not { } message || message.Holder != holder || !message.IsHeld(loaded.Now))
            {
                return new Tried(number, to, Result.Unchanged);
            }

            if (!MessageWriter.IsMeant(record, message, to, loaded.Now))
            {
                return Told(message, record, new Tried(number, to, Result.Superseded));
            }

            return Told(message, record, await TrySendAsync(account, record, message, to, loaded.Now).ConfigureAwait(false));
        }
        finally
        {
            _places.Release();
        }
    }

    private Tried Told(QueuedMessage message, AccountRecord record, Tried tried)
    {
        if (record.Contacts.Find(tried.To.Contact) is { } contact)
        {
            meter.Tried(message.Kind, contact.Channel, tried.Result);
        }

        return tried;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Any exception of a sender means that the message is tried again later.")]
    private async Task<Tried> TrySendAsync(AccountId account, AccountRecord record, QueuedMessage message, Recipient to, Instant now)
    {
        bool isCounted = to.IsCounted;
        try
        {
            OutboundMessage outbound = writer.Write(account, record, message, to);
            AsyncServiceScope scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(_work.Stopping);
                limit.CancelAfter(SenderTimeout);
                if (!isCounted)
                {
                    string? country = record.Contacts.Find(to.Contact)!.Country;
                    isCounted = await TryCountAsync(scope.ServiceProvider, outbound, country, now, limit.Token).ConfigureAwait(false);
                    if (!isCounted)
                    {
                        return new Tried(message.Number, to, Result.OverBudget);
                    }
                }

                IRecoverySender sender = scope.ServiceProvider.GetRequiredKeyedService<IRecoverySender>(outbound.Channel);
                SendResult delivery = await sender.SendAsync(outbound, limit.Token).ConfigureAwait(false);
                return new Tried(message.Number, to with { IsCounted = true }, delivery == SendResult.RefusedForGood ? Result.RefusedForGood : Result.Delivered);
            }
        }
        catch (Exception fault) when (!_work.IsEnding || fault is not ObjectDisposedException)
        {
            // Logs only the type of the exception, because its text may contain the address.
            log.LogWarning(
                "Sending message {MessageId} ({Kind}) failed with {Fault}; it is tried again later.", message.IdUnder(record.Secret, to.Contact), message.Kind, fault.GetType().Name);
            return new Tried(message.Number, to with { IsCounted = isCounted }, Result.NotDelivered);
        }
    }

    // If nobody knows whether the budget has room, e-mail is sent, but text messages and calls, which cost money, are not.
    [SuppressMessage("Design", "CA1031", Justification = "Any exception of the send policy means that nobody knows whether the budget has room.")]
    private async Task<bool> TryCountAsync(IServiceProvider services, OutboundMessage outbound, string? country, Instant now, CancellationToken cancellationToken)
    {
        if (services.GetService<ISendPolicy>() is not { } budget)
        {
            return true;
        }

        try
        {
            var request = new SendRequest { Account = outbound.Account, Channel = outbound.Channel, Address = outbound.RevealAddress(), Country = country, At = now };
            return await budget.TryTakeAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (!CostsMoney(outbound.Channel) && !cancellationToken.IsCancellationRequested)
        {
            log.LogWarning("The send budget failed with {Fault}; the e-mail {Message} is sent without it.", fault.GetType().Name, outbound.Id);
            return true;
        }
    }

    private static bool CostsMoney(ContactChannel channel) => channel switch
    {
        ContactChannel.Email => false,
        ContactChannel.Sms or ContactChannel.Voice => true,
    };

    private Decision<bool> Settle(Loaded loaded, long holder, ImmutableArray<Tried> tried)
    {
        if (loaded.Record is not { } record)
        {
            return false;
        }

        bool changed = false;
        foreach (IGrouping<long, Tried> of in tried.GroupBy(one => one.Number))
        {
            if (record.Messages.Find(of.Key) is not { } message || message.Holder != holder)
            {
                continue;
            }

            // If the record has no room for the event of a lost message, the message stays in the queue, and the next try raises the event.
            Tried[] lost = [.. of.Where(one => one.Result is Result.RefusedForGood or Result.OverBudget)];
            bool tells = record.HasRoomReserved(lost.Length, policy);
            ImmutableArray<Recipient> left =
            [
                .. of.Where(one => one.Result is Result.NotDelivered or Result.Unchanged || (!tells && lost.Contains(one))).Select(one => one.To),
            ];
            AccountRecord next = record with { Messages = record.Messages.Settle(message, left, loaded.Now) };
            record = tells ? lost.Aggregate(next, (told, one) => told.Raise(MessageAdvance.NotDelivered(record, message, one.To, loaded.Now), policy)) : next;
            changed = true;
        }

        return changed ? new Decision<bool>(true, record) : false;
    }

    /// <summary>The result of sending one message to one contact.</summary>
    private readonly record struct Tried(long Number, Recipient To, Result Result);
}
