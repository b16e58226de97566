using NodaTime;

namespace AccountRecovery;

/// <summary>What must hold of every state and of every step of the walk. Each says what is wrong, or null.</summary>
internal static class MachineChecks
{
    private static readonly Duration Month = Duration.FromHours(720);
    private static readonly Duration Day = Duration.FromHours(24);

    // What the rules say when a proof is missing or no good; the table knows all of it.
    private static readonly HashSet<Refusal> Proofs =
    [
        Refusal.PasswordProofNeeded, Refusal.TwoStepProofNeeded, Refusal.TicketInvalid, Refusal.TicketExpired, Refusal.TicketVoid, Refusal.RecoveryCodeNeeded,
        Refusal.CredentialsNotSet, Refusal.GrantNeeded, Refusal.NotInThisState, Refusal.ContactProofNeeded, Refusal.AcknowledgementNeeded,
        Refusal.TrustedDeviceNeeded, Refusal.Frozen, Refusal.SessionProofNeeded, Refusal.MoreProofNeeded,
    ];

    private static readonly AccessFacts[] SignIns =
    [
        AccessFacts.None, new AccessFacts { TwoStep = true }, new AccessFacts { TwoStep = true, AppPassword = true }, new AccessFacts { TwoStep = true, TrustedDevice = true },
    ];

    /// <summary>A state by itself.</summary>
    internal static string? Of(MachineState state, Duration lasts)
    {
        if (state.Record is not { } record)
        {
            return null;
        }

        AccessPart access = record.Access;
        return Lifetimes(record, state.Now)
            ?? AccessOf(record, state.Now)
            ?? (access.Wait is { } wait && (wait.Until - wait.Since != lasts || state.Now >= wait.Until) ? "the wait has another length, or is over and goes on" : null)
            ?? (access.Prompt is { SkippedUntil: { } until } prompt && (until > prompt.First + (7 * Day) || until > state.Now + Day) ? "a skip goes too far" : null)
            ?? (access.Prompt is not null && record.State != AccountState.Established ? "the question stands where there is nothing to answer" : null)
            ?? (access.WaitStarts.Where(start => state.Now < start + (90 * Day)).Count() > 3 ? "more than three waits in 90 days" : null)
            ?? (access.WaitStarts.Zip(access.WaitStarts.Skip(1)).Any(pair => pair.Second - pair.First < Day) ? "two waits in 24 hours" : null)
            ?? (record.Contacts.Verified.Any() && record.State != AccountState.Established ? "a contact that proves, where none should" : null);
    }

    /// <summary>A command and what the rules said to it.</summary>
    internal static string? Of(MachineState state, MachineCommand command, Ruling ruling, MachineState? after, Duration lasts)
    {
        AccountRecord? before = state.Record;
        if (TableModel.RowOf(before, command) is { } row)
        {
            bool opens = TableModel.Opens(before, row, command, state.Now);
            if (!opens && (ruling.IsAccepted || ruling.Next is not null))
            {
                return $"the table refuses {row} in {state.State}, and it was done";
            }

            if (opens && Proofs.Contains(ruling.Why))
            {
                return $"the table allows {row} in {state.State}, and it was refused: {ruling.Why}";
            }
        }

        if (!ruling.IsAccepted && ruling.Next is not null && (command.Verb != Verb.Confirm || MachineShape.Of(after!).Value != MachineShape.Of(state).Value))
        {
            return "refused, and something changed";
        }

        if (state.IsFrozen && ruling.IsAccepted && command.Verb != Verb.Release)
        {
            return "frozen, and something was done";
        }

        return !ruling.IsAccepted || after?.Record is not { } next ? null : Wait(state, command, next, lasts) ?? Prompt(state, command, next) ?? (before is null ? null : Contacts(before, command, next));
    }

    /// <summary>Time that passes.</summary>
    internal static string? OfTime(MachineState state, MachineState after)
    {
        (AccountRecord before, AccountRecord next) = (state.Record!, after.Record!);
        if (before.Access.Wait is { } wait)
        {
            bool isOver = after.Now >= wait.Until;
            if (isOver != (next.State == AccountState.AfterWait) || isOver == (next.State == AccountState.Waiting))
            {
                return "the wait ends before or after it should";
            }

            if (isOver ? next.Access.Reentry!.Since != wait.Until : next.Access.Wait!.Until != wait.Until)
            {
                return "the end of the wait moved";
            }
        }
        else if (before.State != next.State)
        {
            return "time led to another state";
        }

        return before.Contacts.Verified.Any(contact => next.Contacts.Find(contact.Number)?.State != ContactState.Verified) ? "time took a contact" : null;
    }

    // Runs for its length exactly, begun by removing all alone; ends before by the recovery code or a leaving contact's code alone.
    private static string? Wait(MachineState state, MachineCommand command, AccountRecord next, Duration lasts)
    {
        Wait? was = state.Record?.Access.Wait;
        if (next.Access.Wait is { } wait)
        {
            return was is null
                ? (command.Verb is Verb.RemoveAll or Verb.Remove && wait.Since == state.Now && wait.Until == state.Now + lasts ? null : "a wait that does not run its length from now")
                : wait.Since == was.Since && wait.Until == was.Until ? null : "the end of the wait moved";
        }

        bool isByContact = command.Verb == Verb.Cancel
            && command.Tickets.Any(ticket => ticket is { Kind: ProofKind.ContactCode } facts && state.Record!.Contacts.Find(facts.Contact) is { State: ContactState.Leaving });
        return was is null || isByContact || command.Verb == Verb.RedeemCode || (state.IsFrozen && command.Verb == Verb.Release) ? null : "the wait was ended by something else";
    }

    private static string? Prompt(MachineState state, MachineCommand command, AccountRecord next)
    {
        (Prompt? was, Prompt? prompt) = (state.Record?.Access.Prompt, next.Access.Prompt);
        return prompt is null || (was is null ? command.Verb == Verb.SignIn && prompt.First == state.Now : prompt.First == was.First) ? null : "the question was asked anew";
    }

    // Who was there is gone by the commands that say so alone, and by nobody younger.
    private static string? Contacts(AccountRecord before, MachineCommand command, AccountRecord next)
    {
        int[] shown = [.. command.Tickets.Where(ticket => ticket is { Kind: ProofKind.ContactCode }).Select(ticket => ticket!.Value.Contact)];
        bool startsWait = before.Access.Wait is null && next.Access.Wait is not null;
        foreach (Contact contact in before.Contacts.Items)
        {
            ContactState now = next.Contacts.Find(contact.Number)?.State ?? ContactState.None;
            bool isFine = (contact.State, now) switch
            {
                _ when contact.State == now => true,
                (ContactState.Verified, ContactState.Removed) => command.Verb == Verb.Remove && command.Contact == contact.Number
                    && shown.Any(number => before.Contacts.Find(number) is { State: ContactState.Verified } by && TableModel.KnownSince(by) <= TableModel.KnownSince(contact)),
                (ContactState.Verified, ContactState.Leaving) => startsWait,
                (ContactState.Verified or ContactState.Leaving, ContactState.None) => command.Verb == Verb.Release || (command.Verb == Verb.Undo
                    && shown.Any(number => before.Contacts.Find(number) is { State: ContactState.Removed } back && (contact.AddedAt >= back.LeftAt || contact.VerifiedAt >= back.LeftAt))),
                (ContactState.Voided, ContactState.Left) => command.Verb == Verb.SetCredentials && contact.Until is null,
                (ContactState.Verified or ContactState.Leaving, ContactState.Voided) => command.Verb == Verb.RedeemCode,
                (ContactState.Leaving, ContactState.Verified) => command.Verb == Verb.Cancel,
                (ContactState.Removed, ContactState.Verified or ContactState.Leaving) => command.Verb == Verb.Undo && shown.Contains(contact.Number),
                (ContactState.Removed, ContactState.None) => command.Verb is Verb.RedeemCode or Verb.Release or Verb.Undo,
                (ContactState.Pending, ContactState.Verified or ContactState.Notice) => command.Verb == Verb.Confirm,
                (ContactState.Pending or ContactState.Notice, _) => now == ContactState.None,
                _ => false,
            };
            if (!isFine)
            {
                return $"a contact went from {contact.State} to {now}";
            }
        }

        return null;
    }

    // What waits, waits no longer than was said; who froze the account is heard until it is released, and
    // three days from then; and before there are new credentials, the contacts of before are kept to be told of an operator's grant.
    private static string? Lifetimes(AccountRecord record, Instant now)
    {
        if (record.Contacts.Items.Count(contact => contact.State == ContactState.Pending) > 1)
        {
            return "two contacts wait to be confirmed";
        }

        foreach (Contact contact in record.Contacts.Items)
        {
            bool isOver = contact.State switch
            {
                ContactState.Pending => now >= contact.AddedAt + Day,
                ContactState.Removed => now >= contact.LeftAt + Month,
                ContactState.Voided => now >= contact.Until || (contact.Until is null && !record.IsFrozen && record.Access.Reentry is not { NeedsCredentials: true }),
                _ => false,
            };
            if (isOver)
            {
                return $"a contact is {contact.State} for too long";
            }
        }

        return null;
    }

    // No sensitive action inside a wait or before the account is set up again, whatever the host knows of the person.
    private static string? AccessOf(AccountRecord record, Instant now)
    {
        Instant? from = record.Access.SessionsValidFrom;
        bool isFree = record is { IsFrozen: false, State: AccountState.None or AccountState.Established };
        foreach (AccountAction action in Enum.GetValues<AccountAction>())
        {
            foreach (AccessFacts facts in SignIns)
            {
                bool isAllowed = AccessRules.Evaluate(record, action, facts with { SessionBegan = now }, MachineRules.Policy, now).IsAllowed;
                bool isSensitive = action is AccountAction.ChangeSecuritySettings or AccountAction.UsePaymentOptions or AccountAction.SensitiveAction;
                if (isAllowed && (record.IsFrozen || (isSensitive && !isFree)))
                {
                    return $"{action} is allowed";
                }

                bool isShutOut = record.Access.Wait is not null && facts is { TwoStep: true, AppPassword: false, TrustedDevice: false };
                if (action == AccountAction.SignIn && isAllowed && isShutOut)
                {
                    return "who signs in during the wait has neither a trusted device nor an app password";
                }

                if (action == AccountAction.UseServices && !isAllowed && !record.IsFrozen && record.Access.Reentry is not { NeedsCredentials: true })
                {
                    return "ordinary use is refused";
                }

                if (action != AccountAction.SignIn && from is { } valid
                    && AccessRules.Evaluate(record, action, facts with { SessionBegan = valid - ContactScene.Grain }, MachineRules.Policy, now).IsAllowed)
                {
                    return "a session of before is good";
                }
            }
        }

        return null;
    }
}
