using NodaTime;

namespace AccountRecovery;

/// <summary>Who may do what now. Pure, and writes nothing.</summary>
internal static class AccessRules
{
    /// <summary>How long payment options stay refused after a recovery by the recovery code: time for an owner whose paper was stolen.</summary>
    internal static readonly Duration PaymentHold = Duration.FromHours(72);

    internal static AccessAnswer Evaluate(AccountRecord? record, AccountAction action, AccessFacts facts, RecoveryPolicy policy, Instant now)
    {
        if (record?.Access is not { } access)
        {
            return AccessAnswer.Allowed;
        }

        if (record.IsFrozen)
        {
            return new AccessAnswer(AccessDenial.Frozen, null, [AccessStep.AskTheHost]);
        }

        // Without new credentials, whoever knows the old ones may be the hijacker: not even a session of just now counts.
        if (access.Reentry is { NeedsCredentials: true } reentry)
        {
            return now < reentry.GrantUntil
                ? new AccessAnswer(AccessDenial.CredentialsNotSet, reentry.GrantUntil, [AccessStep.SetNewCredentials])
                : new AccessAnswer(AccessDenial.CredentialsNotSet, null, [AccessStep.AskTheHost]);
        }

        if (action != AccountAction.SignIn && access.SessionsValidFrom is { } from && !(facts.SessionBegan >= from))
        {
            return new AccessAnswer(AccessDenial.SessionVoid, null, [AccessStep.SignInAgain]);
        }

        AccessAnswer answer = access switch
        {
            { Wait: { } wait } => InWait(record, wait.EndUnder(policy), action, facts),
            { Reentry: { } open } => InReentry(open, action),
            { Prompt: { } prompt } when action == AccountAction.SignIn => WhileAsked(record, prompt, now),
            _ => AccessAnswer.Allowed,
        };
        return answer.IsAllowed && action == AccountAction.UsePaymentOptions && access.PaymentsHeldUntil is { } until && now < until
            ? new AccessAnswer(AccessDenial.PaymentsHeld, until, [AccessStep.ComeBack])
            : answer;
    }

    // Ordinary use goes on; who signs in is told that the wait runs, and where a second step is on, it has to be a way in that no stranger has.
    private static AccessAnswer InWait(AccountRecord record, Instant end, AccountAction action, AccessFacts facts)
    {
        AccessStep[] ways = record.RecoveryCode.Live is null ? [AccessStep.CancelWait] : [AccessStep.CancelWait, AccessStep.RedeemRecoveryCode];
        return action switch
        {
            AccountAction.UseServices => AccessAnswer.Allowed,
            AccountAction.SignIn when facts is { TwoStep: true, TrustedDevice: false, AppPassword: false } =>
                new AccessAnswer(AccessDenial.TrustedDeviceNeeded, end, [AccessStep.UseTrustedDevice, .. ways, AccessStep.ComeBack]),
            AccountAction.SignIn => new AccessAnswer(AccessDenial.None, end, ways),
            _ => new AccessAnswer(AccessDenial.WaitRuns, end, [.. ways, AccessStep.ComeBack]),
        };
    }

    private static AccessAnswer InReentry(Reentry reentry, AccountAction action) => (action, reentry) switch
    {
        (AccountAction.UseServices, _) => AccessAnswer.Allowed,
        (AccountAction.SignIn, { IsAfterWait: true }) => new AccessAnswer(AccessDenial.None, null, [AccessStep.AddContact]),
        (AccountAction.SignIn, _) => AccessAnswer.Allowed,
        (_, { IsAfterWait: true }) => new AccessAnswer(AccessDenial.BeingSetUp, null, [AccessStep.AddContact]),
        (_, { HadContacts: true }) => new AccessAnswer(AccessDenial.BeingSetUp, null, [AccessStep.MakeRecoveryCode, AccessStep.AddContact]),
        _ => new AccessAnswer(AccessDenial.BeingSetUp, null, [AccessStep.MakeRecoveryCode]),
    };

    private static AccessAnswer WhileAsked(AccountRecord record, Prompt prompt, Instant now) => prompt switch
    {
        _ when prompt.IsOverdue(now) => new AccessAnswer(
            AccessDenial.PromptOverdue, null, [AccessStep.VerifyContact, AccessStep.AddContact, .. Saved(record), AccessStep.RemoveAllContacts]),
        _ when prompt.IsSkipped(now) => new AccessAnswer(AccessDenial.None, prompt.SkippedUntil, []),
        _ => new AccessAnswer(AccessDenial.None, prompt.OverdueFrom, [AccessStep.VerifyContact, AccessStep.AddContact, AccessStep.SkipPrompt]),
    };

    private static IEnumerable<AccessStep> Saved(AccountRecord record)
    {
        if (record.RecoveryCode.Live is not null)
        {
            yield return AccessStep.RedeemRecoveryCode;
        }

        if (record.RecoveryKey.Slot.Live is not null)
        {
            yield return AccessStep.RedeemRecoveryKey;
        }
    }

    /// <summary>The host reports new credentials: from here on they are good, and only sessions that begin with them.</summary>
    internal static Decision<CredentialsOutcome> CredentialsSet(AccountRecord? record, TicketFacts? grant, CallerTrace from, RecoveryPolicy policy, Instant now)
    {
        Refusal why = ProofRules.Check(grant, record?.Epoch, ProofPurpose.ChangeSecuritySettings, now) switch
        {
            Refusal.None when grant!.Value.Kind != ProofKind.ReentryGrant => Refusal.GrantNeeded,
            var other => other,
        };
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

        var told = new QueuedEvent(0, RecoveryEventKind.CredentialsSet, RecoveryMethod.RecoveryCode, now, from);
        AccountRecord next = (record with
        {
            Access = record.Access with { Reentry = reentry with { CredentialsSetAt = now }, SessionsValidFrom = now },
        }).Tell(told, policy).Tell(told with { Kind = RecoveryEventKind.SessionsVoided }, policy);

        // No operator gives another grant from here on: whoever was kept only to hear of one has heard of this, and goes.
        next = next with
        {
            Contacts = next.Contacts.Move(contact => contact is { State: ContactState.Voided, Until: null }
                ? contact.Leave(ContactState.Left, now, MessageQueue.NoticeLifetime)
                : contact),
        };
        return new Decision<CredentialsOutcome>(new CredentialsOutcome.Done(now), next.LeaveReentry());
    }

    /// <summary>A new grant for an account whose first one ran out unused; not before its owner had time to object.</summary>
    internal static Decision<ReopenAnswer> Reopen(AccountRecord? record, CallerTrace from, RecoveryPolicy policy, Instant now)
    {
        if (record is null)
        {
            return new ReopenAnswer.NoRecord();
        }

        if (record.IsFrozen || record.Access.Reentry is not { NeedsCredentials: true } reentry)
        {
            return new ReopenAnswer.NotNeeded();
        }

        Instant earliest = Instant.Max(reentry.Since + Reentry.ReopensAfter, reentry.GrantUntil);
        if (now < earliest)
        {
            return new ReopenAnswer.TooSoon(earliest);
        }

        if (!record.HasRoomReserved(1, policy))
        {
            return new ReopenAnswer.Busy(BusyReason.Queue);
        }

        // Whoever was reviewed may be the wrong one: the contacts of before hear of it, and can freeze it, as they could the first time.
        AccountRecord raised = record.RaiseEpoch();
        AccountRecord next = (raised with
        {
            Contacts = ContactAdvance.Void(raised.Contacts, now),
            Access = raised.Access with { Reentry = reentry with { GrantUntil = now + Reentry.GrantLifetime }, PaymentsHeldUntil = now + PaymentHold },
        }).Tell(new QueuedEvent(0, RecoveryEventKind.AccountReopened, RecoveryMethod.RecoveryCode, now, from), policy);
        return new Decision<ReopenAnswer>(new ReopenAnswer.Reopened(next.Epoch, now), next);
    }

    /// <summary>A frozen account goes to whom the operator has reviewed: everything else that was made since the recovery is void, the recovery code too.</summary>
    internal static Decision<ReopenAnswer> Release(AccountRecord? record, CallerTrace from, RecoveryPolicy policy, Instant now)
    {
        if (record is null)
        {
            return new ReopenAnswer.NoRecord();
        }

        if (!record.IsFrozen)
        {
            return new ReopenAnswer.NotNeeded();
        }

        if (!record.HasRoomReserved(2, policy))
        {
            return new ReopenAnswer.Busy(BusyReason.Queue);
        }

        // Contacts of before the recovery can object once more; those that came since may be the thief's, and are gone.
        AccountRecord cleared = (record with { Contacts = record.Contacts.Move(contact => contact.State is ContactState.Voided or ContactState.Left ? contact : null) }).Clear(now);
        var told = new QueuedEvent(0, RecoveryEventKind.RecoveryReleased, RecoveryMethod.RecoveryCode, now, from);
        AccountRecord next = (cleared with { RecoveryCode = cleared.RecoveryCode with { Code = null } })
            .Tell(told, policy)
            .Tell(told with { Kind = RecoveryEventKind.SessionsVoided }, policy);
        return new Decision<ReopenAnswer>(new ReopenAnswer.Reopened(next.Epoch, now), next);
    }

    /// <summary>A wrong clock was repaired: what waits, waits again in full. The repair voids the grant, so that what comes after it begins at once.</summary>
    internal static AccountRecord Restart(AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        AccessPart access = record.Access;
        return record with
        {
            Access = access with
            {
                Reentry = access.Reentry is { } reentry ? reentry with { Since = now, GrantUntil = now } : null,
                SessionsValidFrom = access.SessionsValidFrom is { } from ? Instant.Min(from, now) : null,
                PaymentsHeldUntil = access.PaymentsHeldUntil is null ? null : now + PaymentHold,
                Wait = access.Wait is { } wait ? wait with { Since = now, Until = now + policy.Wait, LastTold = null } : null,
                WaitStarts = [.. access.WaitStarts.Select(start => Instant.Min(start, now))],
                CancelledAt = access.CancelledAt is null ? null : now,
                Prompt = access.Prompt is null ? null : new Prompt(now),
                SignedInAt = access.SignedInAt is { } signedIn ? Instant.Min(signedIn, now) : null,
                FrozenAt = access.FrozenAt is { } frozen ? Instant.Min(frozen, now) : null,
            },
        };
    }
}
