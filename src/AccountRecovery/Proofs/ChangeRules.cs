using NodaTime;

namespace AccountRecovery;

/// <summary>Whether a change is allowed: tickets are checked, and what they prove is looked up in <see cref="ProofTable"/>.</summary>
internal static class ChangeRules
{
    private const Need AnyContact = Need.SettledContact | Need.OlderContact | Need.NoYoungerContact | Need.RemovedContact | Need.LeavingContact | Need.VoidedContact;
    private const Need Completing = Need.RedeemedCode | Need.RedeemedKey | Need.ExclusiveKey | Need.AnotherProof;

    /// <summary>Whether a change may be made now.</summary>
    /// <param name="record">The account's record, or null.</param>
    /// <param name="change">The change.</param>
    /// <param name="given">What the caller brings.</param>
    /// <param name="typed">What was typed rightly besides.</param>
    /// <param name="now">Now.</param>
    internal static ChangeVerdict Check(AccountRecord? record, Change change, ProofsGiven given, Need typed, Instant now) =>
        Check(record, change, about: null, given, typed, now);

    /// <summary>The same of a change that is about one contact.</summary>
    internal static ChangeVerdict Check(AccountRecord? record, Change change, Contact? about, ProofsGiven given, Need typed, Instant now)
    {
        if (record?.IsFrozen == true)
        {
            return new ChangeVerdict(Refusal.Frozen, null);
        }

        Reentry? reentry = record?.Access.Reentry;
        Need shown = typed;
        foreach (TicketFacts? ticket in given.Tickets)
        {
            Refusal why = ProofRules.Check(ticket, record?.Epoch, ProofTable.RowOf(change).Purpose, now);
            if (why == Refusal.None && reentry is { NeedsCredentials: true } && ticket!.Value.Kind is ProofKind.HostPassword or ProofKind.ReentryGrant)
            {
                // Until the host has new credentials for the account, the old ones may be the hijacker's.
                why = Refusal.CredentialsNotSet;
            }

            if (why != Refusal.None)
            {
                return new ChangeVerdict(why, null);
            }

            shown |= Shown(record, ticket!.Value, about, now);
        }

        shown |= AreTwoMethods(record, given) ? Need.AnotherProof : Need.Nothing;
        Standing standing = record?.Standing ?? Standing.None;
        (ProofWay? open, Need missing) = ProofTable.Find(change, standing, shown, Circumstances.Of(record, given.TwoStep, given.TwoProofs, now));
        return new ChangeVerdict(open is null ? Why(missing) : Refusal.None, open);
    }

    private static Need Shown(AccountRecord? record, TicketFacts ticket, Contact? about, Instant now) => ticket.Kind switch
    {
        // Once the grant has run out, the password that was set with it does what it did.
        ProofKind.HostPassword when record?.Access.Reentry is { IsAfterWait: false } reentry && now >= reentry.GrantUntil => Need.Password | Need.Session | Need.Grant,
        ProofKind.HostPassword => Need.Password | Need.Session,
        ProofKind.HostSession => Need.Session,
        ProofKind.HostTwoStep or ProofKind.BackupCode => Need.TwoStepWhereOn,
        ProofKind.TrustedDevice => Need.TrustedDevice,
        ProofKind.ReentryGrant => Need.Grant,
        ProofKind.RecoveryCode => Need.RedeemedCode,
        ProofKind.RecoveryKey => ShownByKey(record, ticket),
        ProofKind.ContactCode => ShownByContact(record, ticket.Contact, about, now),
        _ => Need.Nothing,
    };

    // What it was when it was redeemed: that ended its exclusiveness.
    private static Need ShownByKey(AccountRecord? record, TicketFacts ticket) => record?.RecoveryKey.Slot.Code is { SpentAt: { } spent } key && spent == ticket.Issued
        ? spent >= key.IssuedAt + RecoveryPolicy.KeyExclusiveAfter ? Need.RedeemedKey | Need.ExclusiveKey : Need.RedeemedKey
        : Need.Nothing;

    // Looked up now: a contact that is gone, or void, shows nothing any more.
    private static Need ShownByContact(AccountRecord? record, int number, Contact? about, Instant now)
    {
        switch (record?.Contacts.Find(number))
        {
            case { State: ContactState.Verified } contact:
                bool older = record.RecoveryKey.Slot.Live is { } key && contact.KnownSince < key.IssuedAt;
                bool noYounger = about is not null && contact.KnownSince <= about.KnownSince;
                return (contact.IsSettled(now) ? Need.SettledContact : Need.Nothing)
                    | (older ? Need.OlderContact : Need.Nothing)
                    | (noYounger ? Need.NoYoungerContact : Need.Nothing);
            case { State: ContactState.Removed }:
                return Need.RemovedContact;
            case { State: ContactState.Leaving }:
                return Need.LeavingContact;
            case { CanFreeze: true }:
                return Need.VoidedContact;
            default:
                return Need.Nothing;
        }
    }

    // Text and voice to one number are one method, and so are all that the host's second step accepts.
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

    private static Refusal Why(Need missing) => missing switch
    {
        Need.Nothing => Refusal.NotInThisStanding,
        _ when missing.HasFlag(Need.Password) => Refusal.PasswordProofNeeded,
        _ when missing.HasFlag(Need.Session) => Refusal.SessionProofNeeded,
        _ when missing.HasFlag(Need.TwoStepWhereOn) => Refusal.TwoStepProofNeeded,
        _ when missing.HasFlag(Need.Grant) => Refusal.GrantNeeded,
        _ when (missing & AnyContact) != Need.Nothing => Refusal.ContactProofNeeded,
        _ when missing.HasFlag(Need.RecoveryCode) => Refusal.RecoveryCodeNeeded,
        _ when missing.HasFlag(Need.TrustedDevice) => Refusal.TrustedDeviceNeeded,
        _ when (missing & Completing) != Need.Nothing => Refusal.MoreProofNeeded,
        _ => Refusal.AcknowledgementNeeded,
    };
}
