using NodaTime;

namespace AccountRecovery;

/// <summary>What the table says of a command, worked out from the words of the page and not by the rules: which row, what was shown, and whether a way is open.</summary>
internal static class TableModel
{
    private static readonly Duration Month = Duration.FromHours(720);

    /// <summary>The row that a command is asked by; null for those that the table does not speak of.</summary>
    internal static Change? RowOf(AccountRecord? record, MachineCommand command) => command.Verb switch
    {
        Verb.Add => Change.AddContact,
        Verb.SetNotice => Change.SetNoticeAddress,
        Verb.Remove => record?.Contacts.Items.Count(contact => contact.State == ContactState.Verified) > 1 ? Change.RemoveContact : Change.RemoveAllContacts,
        Verb.RemoveAll => Change.RemoveAllContacts,
        Verb.Undo => Change.UndoRemoval,
        Verb.Cancel => Change.CancelWait,
        Verb.Freeze => Change.FreezeRecovery,
        Verb.Skip => Change.SkipPrompt,
        Verb.Complete => Change.CompleteRecovery,
        Verb.MakeCode or Verb.RevokeCode => record?.RecoveryCode.Code is { SpentAt: null } ? Change.ReplaceRecoveryCode : Change.MakeRecoveryCode,
        Verb.RedeemCode => Change.RedeemRecoveryCode,
        Verb.BeginKey => Change.EnableRecoveryKey,
        Verb.RedeemKey => Change.RedeemRecoveryKey,
        Verb.DisableKey => Change.DisableRecoveryKey,
        Verb.MakeBackup or Verb.RevokeBackup => Change.BackupCodes,
        Verb.Confirm or Verb.SignIn or Verb.Answer or Verb.ConfirmKey or Verb.SetCredentials or Verb.Reopen or Verb.Release => null,
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.Verb, "No such command."),
    };

    /// <summary>Whether the row opens to what the command brings.</summary>
    internal static bool Opens(AccountRecord? record, Change change, MachineCommand command, Instant now)
    {
        if (record?.Access.FrozenAt is not null)
        {
            return false;
        }

        ProofRow row = ProofTable.RowOf(change);
        RequiredProof shown = command.Acknowledged ? RequiredProof.Acknowledgement : RequiredProof.Nothing;
        bool isLocked = record?.Access.Reentry is { CredentialsSetAt: null, IsAfterWait: false };
        foreach (TicketFacts? ticket in command.Tickets)
        {
            if (ticket is not { } facts || facts.Purpose != row.Purpose || facts.Epoch != record?.Epoch || now >= facts.Expires
                || (isLocked && facts.Kind is ProofKind.HostPassword or ProofKind.ReentryGrant))
            {
                return false;
            }

            shown |= Shown(record, facts, command, now);
        }

        // A code differs from a key in its length alone.
        RequiredProof typed = command.Typed is null || change is Change.RedeemRecoveryCode or Change.RedeemRecoveryKey ? RequiredProof.Nothing : command.Typed.Length > 30 ? RequiredProof.RecoveryKey : RequiredProof.RecoveryCode;
        var given = new ProofContext(
            command.TwoStep,
            change == Change.CompleteRecovery && command.TwoStep,
            record?.RecoveryKey.Slot.Code is { SpentAt: null } key && now >= key.IssuedAt + Month,
            record?.Access.CancelledAt is { } cancelled && now < cancelled + Month);
        shown |= AreTwo(record, command) ? RequiredProof.AnotherProof : RequiredProof.Nothing;
        return ProofTable.Find(change, record?.State ?? AccountState.None, shown | typed, given).Open is not null;
    }

    /// <summary>From when on a contact's code changes security settings.</summary>
    internal static bool WasSettled(Contact contact, Instant at) =>
        KnownSince(contact) is { } since && at >= since + (contact.SettlesAtOnce && contact.ReturnedAt is null ? Duration.Zero : Month);

    /// <summary>When it was confirmed, or came back from its removal.</summary>
    internal static Instant? KnownSince(Contact contact) => contact.ReturnedAt ?? contact.VerifiedAt;

    private static RequiredProof Shown(AccountRecord? record, TicketFacts ticket, MachineCommand command, Instant now) => ticket.Kind switch
    {
        ProofKind.HostSession => RequiredProof.Session,
        ProofKind.HostPassword when record?.Access.Reentry is { IsAfterWait: false } reentry && now >= reentry.GrantUntil => RequiredProof.Session | RequiredProof.Password | RequiredProof.Grant,
        ProofKind.HostPassword => RequiredProof.Session | RequiredProof.Password,
        ProofKind.HostTwoStep => RequiredProof.TwoStepWhereOn,
        ProofKind.TrustedDevice => RequiredProof.TrustedDevice,
        ProofKind.ReentryGrant => RequiredProof.Grant,
        ProofKind.RecoveryCode => RequiredProof.RedeemedCode,
        ProofKind.RecoveryKey when record?.RecoveryKey.Slot.Code is { SpentAt: { } spent } key && spent == ticket.Issued =>
            RequiredProof.RedeemedKey | (spent >= key.IssuedAt + Month ? RequiredProof.ExclusiveKey : RequiredProof.Nothing),
        ProofKind.ContactCode => ShownByContact(record, record?.Contacts.Find(ticket.Contact), command, now),
        _ => RequiredProof.Nothing,
    };

    private static RequiredProof ShownByContact(AccountRecord? record, Contact? contact, MachineCommand command, Instant now)
    {
        switch (contact?.State)
        {
            case ContactState.Verified:
                Contact? about = command.Verb == Verb.Remove ? record!.Contacts.Find(command.Contact) : null;
                return (WasSettled(contact, now) ? RequiredProof.SettledContact : RequiredProof.Nothing)
                    | (record!.RecoveryKey.Slot.Code is { SpentAt: null } key && KnownSince(contact) < key.IssuedAt ? RequiredProof.OlderContact : RequiredProof.Nothing)
                    | (about is not null && KnownSince(contact) <= KnownSince(about) ? RequiredProof.NoYoungerContact : RequiredProof.Nothing);
            case ContactState.Removed when now < contact.LeftAt + Month:
                return RequiredProof.RemovedContact;
            case ContactState.Leaving:
                return RequiredProof.LeavingContact;
            case ContactState.Voided when WasSettled(contact, contact.LeftAt!.Value) && now < contact.Until:
                return RequiredProof.VoidedContact;
            default:
                return RequiredProof.Nothing;
        }
    }

    private static bool AreTwo(AccountRecord? record, MachineCommand command)
    {
        int contacts = command.Tickets
            .Where(ticket => ticket is { Kind: ProofKind.ContactCode })
            .Select(ticket => record?.Contacts.Find(ticket!.Value.Contact))
            .Where(contact => contact is { State: ContactState.Verified })
            .Select(contact => contact!.Address)
            .Distinct()
            .Count();
        int others = command.Tickets
            .Select(ticket => ticket?.Kind)
            .Where(kind => kind is ProofKind.RecoveryKey or ProofKind.HostTwoStep or ProofKind.TrustedDevice)
            .Distinct()
            .Count();
        return contacts + others > 1;
    }
}
