using NodaTime;

namespace AccountRecovery;

/// <summary>
/// The wait. Removing all contacts starts it, and a code sent to one of these contacts cancels it. If nobody cancels, it ends at the instant fixed at its start.
/// </summary>
/// <remarks>
/// The wait prevents a hijacker from replacing the owner unnoticed: the owner is notified several times and can cancel the wait at any time before its end.
/// </remarks>
internal static class WaitRules
{
    internal static readonly TimeRule Time = new(Advance, Restart);

    /// <summary>The minimum time between two starts: 24 hours.</summary>
    internal static readonly Duration StartsApart = Duration.FromHours(24);

    /// <summary>The maximum number of starts within <see cref="StartsCountedFor"/>.</summary>
    internal const int MostStarts = 3;

    internal static readonly Duration StartsCountedFor = Duration.FromDays(90);

    /// <summary>First instant at which another wait may start (inclusive); null if no wait started in the last 90 days.</summary>
    internal static Instant? EarliestStart(AccountRecord record, Instant now)
    {
        Instant[] starts = [.. record.Access.WaitStarts.Where(start => now < start + StartsCountedFor)];
        Instant? next = starts is [] ? null : starts[^1] + StartsApart;
        return starts.Length < MostStarts ? next : Instant.Max(next!.Value, starts[^MostStarts] + StartsCountedFor);
    }

    /// <summary>Starts the wait. Every verified contact is now leaving: it is removed when the wait ends.</summary>
    internal static AccountRecord Start(AccountRecord record, CallerTrace from, RecoveryPolicy policy, Instant now)
    {
        // Otherwise a pending change could be completed during the wait, when nothing may change.
        AccountRecord stopped = record.WithoutPending();
        return (stopped with
        {
            Contacts = stopped.Contacts.Move(contact => contact.State == ContactState.Verified ? contact.Leave(ContactState.Leaving, now, lasts: null) : contact),
            Access = stopped.Access with
            {
                Wait = new Wait(now, now + policy.Wait),
                WaitStarts = [.. stopped.Access.WaitStarts.Where(start => now < start + StartsCountedFor), now],
                Prompt = null,
            },
        }).Raise(EventFor.Contacts(RecoveryEventKind.WaitStarted, now, from), policy);
    }

    /// <summary>
    /// Cancels the wait with a contact's code. The contacts protect the account again, and the person who removed them is signed out: earlier tickets and sessions
    /// are void.
    /// </summary>
    internal static AccountRecord Cancel(AccountRecord record, Contact contact, CallerTrace from, RecoveryPolicy policy, Instant now)
    {
        AccountRecord raised = record.RaiseEpoch();
        AccountRecord next = raised with
        {
            Messages = raised.Messages.Without(RecoveryEventKind.WaitReminder, now),
            Contacts = raised.Contacts.Move(other => other.State switch
            {
                ContactState.Leaving => other.Return(),
                ContactState.Notice => null,
                ContactState.None or ContactState.Pending or ContactState.Verified or ContactState.Voided or ContactState.Removed or ContactState.Left => other,
            }),
            Access = raised.Access with { Wait = null, CancelledAt = now, SessionsValidFrom = now },
        };
        return next
            .Raise(EventFor.Contact(RecoveryEventKind.WaitCancelled, contact, now, from), policy)
            .Raise(EventFor.Contacts(RecoveryEventKind.SessionsVoided, now, from), policy);
    }

    /// <summary>
    /// Raises the reminders and ends the wait, at the instants that follow from its start and its end. Returns the same object if neither is due. If the record was
    /// not advanced for a long time, the host gets an event for every reminder that was due, but no person receives a reminder of a wait that is over.
    /// </summary>
    private static AccountRecord Advance(AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        while (record.Access.Wait is { } wait && wait.NextReminder(policy) is { } at && now >= at && record.HasRoomReserved(1, policy))
        {
            record = (record with { Access = record.Access with { Wait = wait with { LastTold = at } } })
                .Raise(EventFor.Contacts(RecoveryEventKind.WaitReminder, at, CallerTrace.None), policy);
        }

        return record.Access.Wait?.EndUnder(policy) is { } end && now >= end && record.HasRoomReserved(1, policy) ? End(record, policy, end) : record;
    }

    /// <summary>Restarts the wait in full, after a wrong clock was repaired.</summary>
    private static AccountRecord Restart(AccountRecord record, RecoveryPolicy policy, Instant now) => record with
    {
        Access = record.Access with
        {
            Wait = record.Access.Wait is { } wait ? wait with { Since = now, Until = now + policy.Wait, LastTold = null } : null,
            WaitStarts = [.. record.Access.WaitStarts.Select(start => Instant.Min(start, now))],
            CancelledAt = record.Access.CancelledAt is null ? null : now,
        },
    };

    // The notice is raised first, while the contacts are still in the record. The contacts then stay only until they have been notified.
    private static AccountRecord End(AccountRecord record, RecoveryPolicy policy, Instant end)
    {
        AccountRecord told = record.Raise(EventFor.Contacts(RecoveryEventKind.WaitEnded, end, CallerTrace.None), policy).WithoutPending();
        return told with
        {
            Messages = told.Messages.Without(RecoveryEventKind.WaitReminder, told.Latest),
            Contacts = told.Contacts.Move(contact => contact.State switch
            {
                ContactState.Leaving or ContactState.Removed or ContactState.Notice => contact.Leave(ContactState.Left, told.Latest, MessageQueue.NoticeLifetime),
                ContactState.None or ContactState.Pending or ContactState.Verified or ContactState.Voided or ContactState.Left => contact,
            }),
            Access = told.Access with { Wait = null, CancelledAt = null, Reentry = Reentry.AfterWait(end) },
        };
    }
}
