using NodaTime;

namespace AccountRecovery;

/// <summary>Whether a change is allowed: tickets are told good or bad, what they show is looked up in <see cref="ProofTable"/>.</summary>
internal static class ChangeRules
{
    /// <summary>Whether a change may be made now.</summary>
    /// <param name="record">The account's record, or null.</param>
    /// <param name="change">The change.</param>
    /// <param name="given">What the caller brings.</param>
    /// <param name="typed">What was typed rightly besides.</param>
    /// <param name="now">Now.</param>
    internal static ChangeVerdict Check(AccountRecord? record, Change change, ProofsGiven given, Need typed, Instant now)
    {
        Reentry? reentry = record?.Access.Reentry;
        Need shown = typed;
        foreach (TicketFacts? ticket in given.Tickets)
        {
            Refusal why = ProofRules.Check(ticket, record?.Epoch, ProofPurpose.ChangeSecuritySettings, now);
            if (why == Refusal.None && reentry is { CredentialsSetAt: null } && ticket!.Value.Kind is ProofKind.HostPassword or ProofKind.ReentryGrant)
            {
                // Until the host has new credentials for the account, the old ones may be the hijacker's.
                why = Refusal.CredentialsNotSet;
            }

            if (why != Refusal.None)
            {
                return new ChangeVerdict(why, null);
            }

            shown |= ticket!.Value.Kind == ProofKind.ContactCode ? Shown(record, ticket.Value.Contact, now) : Shown(ticket.Value.Kind, reentry, now);
        }

        Standing standing = record?.Standing ?? Standing.None;
        bool exclusive = record?.IsKeyExclusive(now) == true;
        (ProofWay? open, Need missing) = ProofTable.Find(change, standing, shown, given.TwoStep, exclusive);
        return new ChangeVerdict(open is null ? Why(missing) : Refusal.None, open);
    }

    // Once the grant has run out, the password that was set with it does what it did.
    private static Need Shown(ProofKind kind, Reentry? reentry, Instant now) => kind switch
    {
        ProofKind.HostPassword when reentry is not null && now >= reentry.GrantUntil => Need.Password | Need.Grant,
        ProofKind.HostPassword => Need.Password,
        ProofKind.HostTwoStep or ProofKind.BackupCode => Need.TwoStepWhereOn,
        ProofKind.TrustedDevice => Need.TrustedDevice,
        ProofKind.ReentryGrant => Need.Grant,
        _ => Need.Nothing,
    };

    // Looked up now: a contact that is gone, or void, shows nothing any more.
    private static Need Shown(AccountRecord? record, int number, Instant now)
    {
        if (record?.Contacts.Find(number) is not { State: ContactState.Verified } contact)
        {
            return Need.Nothing;
        }

        bool older = record.RecoveryKey.Slot.Live is { } key && contact.VerifiedAt < key.IssuedAt;
        return (contact.IsSettled(now) ? Need.SettledContact : Need.Nothing) | (older ? Need.OlderContact : Need.Nothing);
    }

    private static Refusal Why(Need missing) => missing switch
    {
        Need.Nothing => Refusal.NotInThisStanding,
        _ when missing.HasFlag(Need.Password) => Refusal.PasswordProofNeeded,
        _ when missing.HasFlag(Need.TwoStepWhereOn) => Refusal.TwoStepProofNeeded,
        _ when missing.HasFlag(Need.Grant) => Refusal.GrantNeeded,
        _ when missing.HasFlag(Need.SettledContact) || missing.HasFlag(Need.OlderContact) => Refusal.ContactProofNeeded,
        _ when missing.HasFlag(Need.RecoveryCode) => Refusal.RecoveryCodeNeeded,
        _ when missing.HasFlag(Need.TrustedDevice) => Refusal.TrustedDeviceNeeded,
        _ => Refusal.AcknowledgementNeeded,
    };
}
