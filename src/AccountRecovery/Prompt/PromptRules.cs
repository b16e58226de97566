using NodaTime;

namespace AccountRecovery;

/// <summary>"Make sure you can receive a security code": asked at a sign-in. The person can put it off for a day at a time, for at most seven days.</summary>
/// <remarks>The person answers by entering any security code sent to a verified contact, or by confirming any contact.</remarks>
internal static class PromptRules
{
    internal static readonly TimeRule Time = new(Advance, Restart);

    /// <summary>The time without a sign-in after which the person is asked: 90 days.</summary>
    internal static readonly Duration AskedAfterAbsence = Duration.FromDays(90);

    /// <summary>The time without proof that a contact reaches the person, after which the person is asked: 365 days.</summary>
    internal static readonly Duration AskedAfterVerification = Duration.FromDays(365);

    /// <summary>How long a skip lasts, and the minimum time between two recorded sign-ins: 24 hours.</summary>
    internal static readonly Duration Day = Duration.FromHours(24);

    /// <summary>Records that the host's sign-in has passed, at most once a day. The answer says what to ask the person.</summary>
    internal static Decision<SignInOutcome> SignIn(AccountRecord? record, AccessFacts facts, CallerTrace from, RecoveryPolicy policy, Instant now)
    {
        AccessResult answer = AccessRules.Evaluate(record, AccountAction.SignIn, facts, policy, now);
        if (!answer.IsAllowed)
        {
            return new SignInOutcome.Denied(answer);
        }

        if (record is null || now < record.Access.SignedInAt + Day)
        {
            return new SignInOutcome.Recorded(answer);
        }

        bool asks = Asks(record, now);
        if (asks && !record.HasRoom(1, policy))
        {
            return new SignInOutcome.Busy(BusyReason.Queue);
        }

        AccountRecord next = record with { Access = record.Access with { SignedInAt = now, Prompt = asks ? new Prompt(now) : record.Access.Prompt } };
        next = asks ? next.Raise(EventFor.Contacts(RecoveryEventKind.PromptAsked, now, from), policy) : next;
        return new Decision<SignInOutcome>(new SignInOutcome.Recorded(AccessRules.Evaluate(next, AccountAction.SignIn, facts, policy, now)), next);
    }

    /// <summary>Puts the question off for a day, but not beyond the seven days.</summary>
    internal static Decision<SkipOutcome> Skip(AccountRecord? record, ProofsGiven given, CallerTrace from, RecoveryPolicy policy, Instant now)
    {
        if (ChangeRules.Check(record, Change.SkipPrompt, given, RequiredProof.Nothing, now).Why is not Refusal.None and Refusal why)
        {
            return new SkipOutcome.Refused(why);
        }

        if (record?.Access.Prompt is not { } prompt)
        {
            return new SkipOutcome.Refused(Refusal.NothingAsked);
        }

        if (prompt.IsOverdue(now))
        {
            return new SkipOutcome.Refused(Refusal.PromptOverdue);
        }

        if (prompt.IsSkipped(now))
        {
            return new SkipOutcome.Refused(Refusal.SkippedAlready, prompt.SkippedUntil);
        }

        if (!record.HasRoom(1, policy))
        {
            return new SkipOutcome.Busy(BusyReason.Queue);
        }

        var until = Instant.Min(now + Day, prompt.OverdueFrom);
        AccountRecord next = record with { Access = record.Access with { Prompt = prompt with { SkippedUntil = until } } };
        return new Decision<SkipOutcome>(new SkipOutcome.Skipped(until), next.Raise(EventFor.Contacts(RecoveryEventKind.PromptSkipped, now, from) with { Attested = true }, policy));
    }

    /// <summary>Raises the event that the seven days are over, once. Returns the same object if no event is due.</summary>
    private static AccountRecord Advance(AccountRecord record, RecoveryPolicy policy, Instant now) =>
        record.Access.Prompt is { IsOverdueTold: false } prompt && prompt.IsOverdue(now) && record.HasRoomReserved(1, policy)
            ? (record with { Access = record.Access with { Prompt = prompt with { IsOverdueTold = true } } })
                .Raise(EventFor.Contacts(RecoveryEventKind.PromptOverdue, prompt.OverdueFrom, CallerTrace.None), policy)
            : record;

    /// <summary>Starts the seven days of the question again, after a wrong clock was repaired.</summary>
    private static AccountRecord Restart(AccountRecord record, RecoveryPolicy policy, Instant now) => record with
    {
        Access = record.Access with
        {
            Prompt = record.Access.Prompt is null ? null : new Prompt(now),
            SignedInAt = record.Access.SignedInAt is { } signedIn ? Instant.Min(signedIn, now) : null,
        },
    };

    private static bool Asks(AccountRecord record, Instant now) => record is { State: AccountState.Established, Access.Prompt: null }
        && (now >= record.Access.SignedInAt + AskedAfterAbsence || now >= record.Contacts.Verified.Max(contact => contact.ShownAt) + AskedAfterVerification);
}
