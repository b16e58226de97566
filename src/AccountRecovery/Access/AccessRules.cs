using NodaTime;

namespace AccountRecovery;

/// <summary>Who may do what now. Pure, and writes nothing.</summary>
internal static class AccessRules
{
    /// <summary>How long payment options stay refused after a recovery by the recovery code: time for an owner whose paper was stolen.</summary>
    internal static readonly Duration PaymentHold = Duration.FromHours(72);

    internal static AccessAnswer Evaluate(AccountRecord? record, AccountAction action, AccessFacts facts, Instant now)
    {
        if (record?.Access is not { } access)
        {
            return AccessAnswer.Allowed;
        }

        // Without new credentials, whoever knows the old ones may be the hijacker: not even a session of just now counts.
        if (access.Reentry is { CredentialsSetAt: null } reentry)
        {
            return now < reentry.GrantUntil
                ? new AccessAnswer(AccessDenial.CredentialsNotSet, null, [AccessStep.SetNewCredentials])
                : new AccessAnswer(AccessDenial.CredentialsNotSet, null, [AccessStep.AskTheHost]);
        }

        if (action != AccountAction.SignIn && access.SessionsValidFrom is { } from && !(facts.SessionBegan >= from))
        {
            return new AccessAnswer(AccessDenial.SessionVoid, null, [AccessStep.SignInAgain]);
        }

        if (action is AccountAction.ChangeSecuritySettings or AccountAction.UsePaymentOptions && access.Reentry is not null)
        {
            AccessStep[] steps = access.Reentry is { HadContacts: true } ? [AccessStep.MakeRecoveryCode, AccessStep.AddContact] : [AccessStep.MakeRecoveryCode];
            return new AccessAnswer(AccessDenial.BeingSetUp, null, steps);
        }

        return action == AccountAction.UsePaymentOptions && access.PaymentsHeldUntil is { } until && now < until
            ? new AccessAnswer(AccessDenial.PaymentsHeld, until, [AccessStep.ComeBack])
            : AccessAnswer.Allowed;
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

        if (record.Access.Reentry is not { CredentialsSetAt: null } reentry)
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
        return new Decision<CredentialsOutcome>(new CredentialsOutcome.Done(now), next.LeaveReentry());
    }

    /// <summary>A new grant for an account whose first one ran out unused; not before its owner had time to object.</summary>
    internal static Decision<ReopenAnswer> Reopen(AccountRecord? record, CallerTrace from, RecoveryPolicy policy, Instant now)
    {
        if (record is null)
        {
            return new ReopenAnswer.NoRecord();
        }

        if (record.Access.Reentry is not { CredentialsSetAt: null } reentry)
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

        AccountRecord next = (record.RaiseEpoch() with
        {
            Access = record.Access with { Reentry = reentry with { GrantUntil = now + Reentry.GrantLifetime } },
        }).Tell(new QueuedEvent(0, RecoveryEventKind.AccountReopened, RecoveryMethod.RecoveryCode, now, from), policy);
        return new Decision<ReopenAnswer>(new ReopenAnswer.Reopened(next.Epoch, now), next);
    }

    /// <summary>A wrong clock was repaired: what waits, waits again in full. The repair voids the grant, so that what comes after it begins at once.</summary>
    internal static AccountRecord Restart(AccountRecord record, Instant now) => record with
    {
        Access = record.Access with
        {
            Reentry = record.Access.Reentry is { } reentry ? reentry with { Since = now, GrantUntil = now } : null,
            SessionsValidFrom = record.Access.SessionsValidFrom is { } from ? Instant.Min(from, now) : null,
            PaymentsHeldUntil = record.Access.PaymentsHeldUntil is null ? null : now + PaymentHold,
        },
    };
}
