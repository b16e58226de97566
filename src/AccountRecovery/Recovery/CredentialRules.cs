using NodaTime;

namespace AccountRecovery;

/// <summary>New credentials after a recovery: the person sets them with the grant, or with a new grant from an operator.</summary>
internal static class CredentialRules
{
    internal static readonly TimeRule Time = TimeRule.OnlyRestart(Restart);

    /// <summary>The host reports that it has set new credentials. From now on they count, and only sessions that begin from now on are valid.</summary>
    internal static Decision<CredentialsOutcome> CredentialsSet(AccountRecord? record, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        Refusal why = ProofRules.Check(call, record?.Epoch, now);
        if (why == Refusal.None && !call.Given.Tickets.Any(ticket => ticket is { Kind: ProofKind.ReentryGrant }))
        {
            why = Refusal.GrantNeeded;
        }

        if (why != Refusal.None || record is null)
        {
            return new CredentialsOutcome.Refused(why);
        }

        if (record.Access.Reentry is not { NeedsCredentials: true } reentry)
        {
            return new CredentialsOutcome.Done(record.Access.SessionsValidFrom ?? now);
        }

        if (!record.HasRoomReserved(2, policy))
        {
            return new CredentialsOutcome.Busy(BusyReason.Queue);
        }

        QueuedEvent told = EventFor.Account(RecoveryEventKind.CredentialsSet, RecoveryMethod.RecoveryCode, now, call.From);
        AccountRecord next = (record with
        {
            Access = record.Access with { Reentry = reentry with { CredentialsSetAt = now }, SessionsValidFrom = now },
        }).Raise(told, policy).Raise(told with { Kind = RecoveryEventKind.SessionsVoided }, policy);

        // From now on no operator gives another grant, so contacts that were kept only to be notified of such a grant may leave after the notice of this change.
        next = next with
        {
            Contacts = next.Contacts.Move(contact => contact is { State: ContactState.Voided, Until: null }
                ? contact.Leave(ContactState.Left, now, MessageQueue.NoticeLifetime)
                : contact),
        };
        return new Decision<CredentialsOutcome>(new CredentialsOutcome.Done(now), next.LeaveReentry());
    }

    /// <summary>Gives a new grant to an account whose first grant expired unused, but only after its owner had time to object.</summary>
    internal static Decision<ReopenResult> Reopen(AccountRecord? record, CallerTrace from, RecoveryPolicy policy, Instant now)
    {
        if (record is null)
        {
            return new ReopenResult.NoRecord();
        }

        if (record.IsFrozen || record.Access.Reentry is not { NeedsCredentials: true } reentry)
        {
            return new ReopenResult.NotNeeded();
        }

        Instant earliest = Instant.Max(reentry.Since + Reentry.ReopensAfter, reentry.GrantUntil);
        if (now < earliest)
        {
            return new ReopenResult.TooSoon(earliest);
        }

        if (!record.HasRoomReserved(1, policy))
        {
            return new ReopenResult.Busy(BusyReason.Queue);
        }

        // The operator may have reviewed the wrong person, so the previous contacts are notified and can freeze this grant too.
        AccountRecord raised = record.RaiseEpoch();
        AccountRecord next = (raised with
        {
            Contacts = AccountClearing.VoidContacts(raised.Contacts, now),
            Access = raised.Access with { Reentry = reentry with { GrantUntil = now + Reentry.GrantLifetime }, PaymentsHeldUntil = now + RecoveryPolicy.PaymentHold },
        }).Raise(EventFor.Account(RecoveryEventKind.AccountReopened, RecoveryMethod.RecoveryCode, now, from), policy);
        return new Decision<ReopenResult>(new ReopenResult.Reopened(next.Epoch, now), next);
    }

    /// <summary>Gives a frozen account to the person whom the operator has reviewed. Everything made since the recovery is void, including the recovery code.</summary>
    internal static Decision<ReopenResult> Release(AccountRecord? record, CallerTrace from, RecoveryPolicy policy, Instant now)
    {
        if (record is null)
        {
            return new ReopenResult.NoRecord();
        }

        if (!record.IsFrozen)
        {
            return new ReopenResult.NotNeeded();
        }

        if (!record.HasRoomReserved(2, policy))
        {
            return new ReopenResult.Busy(BusyReason.Queue);
        }

        // Contacts from before the recovery can object again. Contacts added since may be a thief's, so they are removed.
        AccountRecord cleared = AccountClearing.Clear(
            record with { Contacts = record.Contacts.Move(contact => contact.State is ContactState.Voided or ContactState.Left ? contact : null) }, now);
        QueuedEvent told = EventFor.Account(RecoveryEventKind.RecoveryReleased, RecoveryMethod.RecoveryCode, now, from);
        AccountRecord next = (cleared with { RecoveryCode = cleared.RecoveryCode with { Code = null } })
            .Raise(told, policy)
            .Raise(told with { Kind = RecoveryEventKind.SessionsVoided }, policy);
        return new Decision<ReopenResult>(new ReopenResult.Reopened(next.Epoch, now), next);
    }

    /// <summary>
    /// After a wrong clock was repaired, restarts each running time span with its full length. The repair voids the grant, so the time until an operator can give a new one
    /// starts now.
    /// </summary>
    private static AccountRecord Restart(AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        AccessPart access = record.Access;
        return record with
        {
            Access = access with
            {
                Reentry = access.Reentry is { } reentry ? reentry with { Since = now, GrantUntil = now } : null,
                SessionsValidFrom = access.SessionsValidFrom is { } from ? Instant.Min(from, now) : null,
                PaymentsHeldUntil = access.PaymentsHeldUntil is null ? null : now + RecoveryPolicy.PaymentHold,
                FrozenAt = access.FrozenAt is { } frozen ? Instant.Min(frozen, now) : null,
            },
        };
    }
}
