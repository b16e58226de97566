using NodaTime;

namespace AccountRecovery;

/// <summary>The wait: removing all contacts begins it, a code of a leaving contact cancels it, and else it ends by itself, when it was said to.</summary>
/// <remarks>It is there so that a hijacker cannot put themselves in the owner's place unnoticed: the owner is told again and again, and can end it all the while.</remarks>
internal static class WaitRules
{
    /// <summary>Between two starts: 24 hours.</summary>
    internal static readonly Duration StartsApart = Duration.FromHours(24);

    /// <summary>How many starts there are in <see cref="StartsCountedFor"/>.</summary>
    internal const int MostStarts = 3;

    internal static readonly Duration StartsCountedFor = Duration.FromDays(90);

    internal static Decision<SecurityInfoAnswer> Start(AccountRecord record, SecurityInfoCommand command, RecoveryPolicy policy, Instant now)
    {
        if (EarliestStart(record.Access, now) is { } earliest && now < earliest)
        {
            return new SecurityInfoAnswer.Refused(Refusal.TooManyWaits, earliest);
        }

        if (!record.HasRoom(1, policy))
        {
            return new SecurityInfoAnswer.Busy(BusyReason.Queue);
        }

        Instant until = now + policy.Wait;

        // What was begun and not finished would else be finished in the wait, where nothing is changed.
        AccountRecord stopped = record.WithoutPending();
        AccountRecord next = (stopped with
        {
            Contacts = stopped.Contacts.Move(contact => contact.State == ContactState.Verified ? contact.Leave(ContactState.Leaving, now, lasts: null) : contact),
            Access = stopped.Access with
            {
                Wait = new Wait(now, until),
                WaitStarts = [.. stopped.Access.WaitStarts.Where(start => now < start + StartsCountedFor), now],
                Prompt = null,
            },
        }).Tell(About(RecoveryEventKind.WaitStarted, now, command.From), policy);
        return new Decision<SecurityInfoAnswer>(
            new SecurityInfoAnswer.WaitStarted(until),
            Receipts.Keep(next, command.Receipt, ReceiptKind.Accepted, Microseconds.From(until), now));
    }

    /// <summary>The contacts are back as they were, and whoever removed them is out: epoch and sessions are void.</summary>
    internal static Decision<SecurityInfoAnswer> Cancel(AccountRecord record, Contact contact, SecurityInfoCommand command, RecoveryPolicy policy, Instant now)
    {
        if (!record.HasRoomReserved(2, policy))
        {
            return new SecurityInfoAnswer.Busy(BusyReason.Queue);
        }

        AccountRecord raised = record.RaiseEpoch();
        AccountRecord next = raised with
        {
            Messages = raised.Messages.Without(RecoveryEventKind.WaitReminder, now),
            Contacts = raised.Contacts.Move(other => other.State switch
            {
                ContactState.Leaving => other.Return(),
                ContactState.Notice => null,
                _ => other,
            }),
            Access = raised.Access with { Wait = null, CancelledAt = now, SessionsValidFrom = now },
        };
        QueuedEvent told = About(RecoveryEventKind.WaitCancelled, now, command.From) with { Contact = contact.Number, Channel = contact.Channel };
        return SecurityInfoRules.Done(next.Tell(told, policy).Tell(About(RecoveryEventKind.SessionsVoided, now, command.From), policy), command, policy, now);
    }

    /// <summary>
    /// Reminds, and ends the wait, at the instants that follow from its start and its end. The same object when neither is due. Where nobody looked for long, the host hears
    /// of every reminder, and no person is reminded of a wait that is over.
    /// </summary>
    internal static AccountRecord Advance(AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        while (record.Access.Wait is { } wait && wait.NextReminder(policy) is { } at && now >= at && record.HasRoomReserved(1, policy))
        {
            record = (record with { Access = record.Access with { Wait = wait with { LastTold = at } } })
                .Tell(About(RecoveryEventKind.WaitReminder, at, CallerTrace.None), policy);
        }

        return record.Access.Wait?.EndUnder(policy) is { } end && now >= end && record.HasRoomReserved(1, policy) ? End(record, policy, end) : record;
    }

    // Told first, to those who are still there; then they stay only as long as it takes to reach them.
    private static AccountRecord End(AccountRecord record, RecoveryPolicy policy, Instant end)
    {
        AccountRecord told = record.Tell(About(RecoveryEventKind.WaitEnded, end, CallerTrace.None), policy).WithoutPending();
        return told with
        {
            Messages = told.Messages.Without(RecoveryEventKind.WaitReminder, told.Latest),
            Contacts = told.Contacts.Move(contact => contact.State switch
            {
                ContactState.Leaving or ContactState.Removed or ContactState.Notice => contact.Leave(ContactState.Left, told.Latest, MessageQueue.NoticeLifetime),
                _ => contact,
            }),
            Access = told.Access with { Wait = null, CancelledAt = null, Reentry = Reentry.AfterWait(end) },
        };
    }

    private static Instant? EarliestStart(AccessPart access, Instant now)
    {
        Instant[] starts = [.. access.WaitStarts.Where(start => now < start + StartsCountedFor)];
        Instant? next = starts is [] ? null : starts[^1] + StartsApart;
        return starts.Length < MostStarts ? next : Instant.Max(next!.Value, starts[^MostStarts] + StartsCountedFor);
    }

    private static QueuedEvent About(RecoveryEventKind kind, Instant at, CallerTrace from) => new(0, kind, RecoveryMethod.SecurityCodes, at, from);
}
