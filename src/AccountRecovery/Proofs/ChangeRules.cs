using NodaTime;

namespace AccountRecovery;

/// <summary>Decides whether a change is allowed: checks the tickets, and looks up in <see cref="ProofTable"/> what they prove.</summary>
internal static class ChangeRules
{
    private const RequiredProof AnyContact = RequiredProof.SettledContact | RequiredProof.OlderContact | RequiredProof.NoYoungerContact | RequiredProof.RemovedContact | RequiredProof.LeavingContact | RequiredProof.VoidedContact;
    private const RequiredProof Completing = RequiredProof.RedeemedCode | RequiredProof.RedeemedKey | RequiredProof.ExclusiveKey | RequiredProof.AnotherProof;

    /// <summary>Decides whether a change may be made now.</summary>
    /// <param name="record">The account's record; null if there is none.</param>
    /// <param name="change">The change.</param>
    /// <param name="given">The proofs that the caller brings.</param>
    /// <param name="typed">The proofs that the person gave by typing a valid code or by an acknowledgement in this call.</param>
    /// <param name="now">The current time.</param>
    internal static ChangeVerdict Check(AccountRecord? record, Change change, ProofsGiven given, RequiredProof typed, Instant now) =>
        Check(record, change, about: null, given, typed, now);

    /// <summary>Decides whether a change to one contact may be made now.</summary>
    internal static ChangeVerdict Check(AccountRecord? record, Change change, Contact? about, ProofsGiven given, RequiredProof typed, Instant now)
    {
        if (record?.IsFrozen == true)
        {
            return new ChangeVerdict(Refusal.Frozen, null);
        }

        Reentry? reentry = record?.Access.Reentry;
        RequiredProof shown = typed;
        foreach (TicketFacts? ticket in given.Tickets)
        {
            Refusal why = ProofRules.Check(ticket, record?.Epoch, ProofTable.RowOf(change).Purpose, now);
            if (why == Refusal.None && reentry is { NeedsCredentials: true } && ticket!.Value.Kind is ProofKind.HostPassword or ProofKind.ReentryGrant)
            {
                // Until the host reports new credentials for the account, a hijacker may know the old ones.
                why = Refusal.CredentialsNotSet;
            }

            if (why != Refusal.None)
            {
                return new ChangeVerdict(why, null);
            }

            shown |= Shown(record, ticket!.Value, about, now);
        }

        shown |= AreTwoMethods(record, given) ? RequiredProof.AnotherProof : RequiredProof.Nothing;
        AccountState state = record?.State ?? AccountState.None;
        (ProofOption? open, RequiredProof missing) = ProofTable.Find(change, state, shown, ProofContext.Of(record, given.TwoStep, given.TwoProofs, now));
        return new ChangeVerdict(open is null ? Why(missing) : Refusal.None, open);
    }

    private static RequiredProof Shown(AccountRecord? record, TicketFacts ticket, Contact? about, Instant now) => ticket.Kind switch
    {
        // When the grant has expired, the password that was set with the grant counts as the grant.
        ProofKind.HostPassword when record?.Access.Reentry is { IsAfterWait: false } reentry && now >= reentry.GrantUntil => RequiredProof.Password | RequiredProof.Session | RequiredProof.Grant,
        ProofKind.HostPassword => RequiredProof.Password | RequiredProof.Session,
        ProofKind.HostSession => RequiredProof.Session,
        ProofKind.HostTwoStep or ProofKind.BackupCode => RequiredProof.TwoStepWhereOn,
        ProofKind.TrustedDevice => RequiredProof.TrustedDevice,
        ProofKind.ReentryGrant => RequiredProof.Grant,
        ProofKind.RecoveryCode => RequiredProof.RedeemedCode,
        ProofKind.RecoveryKey => ShownByKey(record, ticket),
        ProofKind.ContactCode => ShownByContact(record, ticket.Contact, about, now),
        _ => RequiredProof.Nothing,
    };

    // Redeeming a key ends its exclusiveness, so the key counts as what it was when it was redeemed.
    private static RequiredProof ShownByKey(AccountRecord? record, TicketFacts ticket) => record?.RecoveryKey.Slot.Code is { SpentAt: { } spent } key && spent == ticket.Issued
        ? spent >= key.IssuedAt + RecoveryPolicy.KeyExclusiveAfter ? RequiredProof.RedeemedKey | RequiredProof.ExclusiveKey : RequiredProof.RedeemedKey
        : RequiredProof.Nothing;

    // Looks the contact up as it is now: a contact that was deleted, or voided and can no longer freeze, proves nothing.
    private static RequiredProof ShownByContact(AccountRecord? record, int number, Contact? about, Instant now)
    {
        switch (record?.Contacts.Find(number))
        {
            case { State: ContactState.Verified } contact:
                bool older = record.RecoveryKey.Slot.Live is { } key && contact.KnownSince < key.IssuedAt;
                bool noYounger = about is not null && contact.KnownSince <= about.KnownSince;
                return (contact.IsSettled(now) ? RequiredProof.SettledContact : RequiredProof.Nothing)
                    | (older ? RequiredProof.OlderContact : RequiredProof.Nothing)
                    | (noYounger ? RequiredProof.NoYoungerContact : RequiredProof.Nothing);
            case { State: ContactState.Removed }:
                return RequiredProof.RemovedContact;
            case { State: ContactState.Leaving }:
                return RequiredProof.LeavingContact;
            case { CanFreeze: true }:
                return RequiredProof.VoidedContact;
            default:
                return RequiredProof.Nothing;
        }
    }

    // Text and voice to one number count as one method, and so do all proofs that count as the host's second step.
    private static bool AreTwoMethods(AccountRecord? record, ProofsGiven given)
    {
        bool Has(params ProofKind[] kinds) => given.Tickets.Any(ticket => ticket is { } facts && kinds.Contains(facts.Kind));
        int contacts = ContactPart.CountIndependent(
            from ticket in given.Tickets
            where ticket is { Kind: ProofKind.ContactCode }
            let contact = record?.Contacts.Find(ticket.Value.Contact)
            where contact is { State: ContactState.Verified }
            select contact);
        int others = new[] { Has(ProofKind.RecoveryKey), Has(ProofKind.HostTwoStep, ProofKind.BackupCode), Has(ProofKind.TrustedDevice) }.Count(has => has);
        return contacts + others > 1;
    }

    private static Refusal Why(RequiredProof missing) => missing switch
    {
        RequiredProof.Nothing => Refusal.NotInThisState,
        _ when missing.HasFlag(RequiredProof.Password) => Refusal.PasswordProofNeeded,
        _ when missing.HasFlag(RequiredProof.Session) => Refusal.SessionProofNeeded,
        _ when missing.HasFlag(RequiredProof.TwoStepWhereOn) => Refusal.TwoStepProofNeeded,
        _ when missing.HasFlag(RequiredProof.Grant) => Refusal.GrantNeeded,
        _ when (missing & AnyContact) != RequiredProof.Nothing => Refusal.ContactProofNeeded,
        _ when missing.HasFlag(RequiredProof.RecoveryCode) => Refusal.RecoveryCodeNeeded,
        _ when missing.HasFlag(RequiredProof.TrustedDevice) => Refusal.TrustedDeviceNeeded,
        _ when (missing & Completing) != RequiredProof.Nothing => Refusal.MoreProofNeeded,
        _ => Refusal.AcknowledgementNeeded,
    };
}
