using NodaTime;

namespace AccountRecovery;

/// <summary>
/// The way back to an account in good order, step by step by the rules themselves: for an owner who holds the live recovery code, and for one who has what the state
/// asks for. Where an account is frozen the way is the host's release; where a grant has run out unused, its reopening.
/// </summary>
internal static class WayOut
{
    /// <summary>What is wrong, or null.</summary>
    internal static string? Lacks(MachineState state, MachineRules rules)
    {
        if (state.Record is not { } record)
        {
            return null;
        }

        if (record is { IsFrozen: false, RecoveryCode.Live: not null } && !SetsUp(Do(state, rules, Verb.RedeemCode), rules))
        {
            return "the recovery code leads nowhere";
        }

        foreach (Contact contact in record.Contacts.Items.Where(contact => TableModel.WasSettled(contact, contact.LeftAt ?? state.Now)))
        {
            if (!IsWay(state, contact, rules))
            {
                return $"who has the password and a settled contact that is {contact.State} has no way";
            }
        }

        return state.IsFrozen ? (SetsUp(Do(state, rules, Verb.Release), rules) ? null : "who was released has no way")
            : record.State is AccountState.Reentry or AccountState.AfterWait && !SetsUp(state, rules) ? "who sets the account up has no way"
            : null;
    }

    private static bool IsWay(MachineState state, Contact contact, MachineRules rules) => (contact.State, state.IsFrozen) switch
    {
        (_, true) => SetsUp(Do(state, rules, Verb.Release), rules),
        (ContactState.Verified, _) => IsIn(Do(state, rules, Verb.Answer, contact.Number)) && IsIn(state, exceptSignIn: true),
        (ContactState.Leaving, _) => IsIn(Do(state, rules, Verb.Cancel, contact.Number)),
        (ContactState.Removed, _) => Do(state, rules, Verb.Undo, contact.Number) is { } undone
            && IsIn(Do(undone, rules, undone.State == AccountState.Waiting ? Verb.Cancel : Verb.Answer, contact.Number)),
        (ContactState.Voided, _) when contact.CanFreeze => SetsUp(Do(Do(state, rules, Verb.Freeze, contact.Number), rules, Verb.Release), rules),
        _ => true,
    };

    // New credentials, a contact, and its code; where the grant has run out, the host reopens first, as soon as it may.
    private static bool SetsUp(MachineState? state, MachineRules rules)
    {
        if (state?.Record?.Access.Reentry is { NeedsCredentials: true } locked)
        {
            if (state.Held.All(ticket => ticket.Kind != ProofKind.ReentryGrant))
            {
                state = state.At(Instant.Max(state.Now, Instant.Max(locked.GrantUntil, locked.Since + Reentry.ReopensAfter)), rules);
                state = Do(state, rules, Verb.Reopen);
            }

            state = Do(state, rules, Verb.SetCredentials);
        }

        if (state?.Record is { State: AccountState.Established or AccountState.None })
        {
            // It never had contacts, and has a recovery code: that ends it, too.
            return IsIn(state);
        }

        state = Do(state, rules, Verb.Add);
        return state is not null && IsIn(Do(state, rules, Verb.Confirm, state.Record!.Contacts.Pending!.Number));
    }

    private static bool IsIn(MachineState? state, bool exceptSignIn = false)
    {
        if (state is not { Record: { IsFrozen: false, State: AccountState.None or AccountState.Established } record })
        {
            return false;
        }

        bool Allows(AccountAction action) => AccessRules.Evaluate(record, action, new AccessFacts { SessionBegan = state.Now, TwoStep = state.TwoStep }, MachineRules.Policy, state.Now).IsAllowed;
        return Allows(AccountAction.ChangeSecuritySettings) && (exceptSignIn || Allows(AccountAction.SignIn));
    }

    // By the password, the grant, or the contact's code: what the owner has in that state, and nothing else.
    private static MachineState? Do(MachineState? state, MachineRules rules, Verb verb, int contact = 0)
    {
        if (state?.Record is not { } record)
        {
            return null;
        }

        Hands owner = Hands.Anyone;
        TicketFacts ticket = new(ProofKind.HostPassword, ProofPurpose.ChangeSecuritySettings, record.Epoch, state.Now, state.Now + Duration.FromMinutes(10));
        TicketFacts? grant = state.Held.FirstOrDefault(held => held.Kind == ProofKind.ReentryGrant) is { Kind: not ProofKind.None } held ? held : null;
        TicketFacts code = ticket with { Kind = ProofKind.ContactCode, Contact = contact };
        MachineCommand command = verb switch
        {
            Verb.RedeemCode => new MachineCommand(verb, [], state.TwoStep) { Typed = owner.Code.Code.Reveal() },
            Verb.SetCredentials => new MachineCommand(verb, [grant], state.TwoStep),
            Verb.Add => new MachineCommand(verb, [grant ?? ticket], state.TwoStep) { Address = "new@example.org" },
            Verb.Confirm or Verb.Answer => new MachineCommand(verb, [], state.TwoStep) { Contact = contact },
            Verb.Cancel => new MachineCommand(verb, [code with { Purpose = ProofPurpose.CancelWait }], state.TwoStep),
            Verb.Undo => new MachineCommand(verb, [code with { Purpose = ProofPurpose.UndoRemoval }], state.TwoStep),
            Verb.Freeze => new MachineCommand(verb, [code with { Purpose = ProofPurpose.FreezeRecovery }], state.TwoStep),
            _ => new MachineCommand(verb, [], state.TwoStep),
        };
        Ruling ruling = rules.Decide(record, command, state.Now);
        return ruling.IsAccepted ? state.After(command, ruling, owner) : null;
    }
}
